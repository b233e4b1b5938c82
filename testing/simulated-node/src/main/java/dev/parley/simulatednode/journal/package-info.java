/** What a node received and how each request ended, kept for assertions. */
@org.jspecify.annotations.NullMarked
package dev.parley.simulatednode.journal;
