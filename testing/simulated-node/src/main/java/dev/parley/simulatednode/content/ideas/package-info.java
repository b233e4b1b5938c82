/** Readable ideas for demonstrations: patterns per language, woven with the words of the subject. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.content.ideas;
