/** JSON as Go writes and reads it: field order, escapes, numbers, durations and the decoder's own error texts. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.json;
