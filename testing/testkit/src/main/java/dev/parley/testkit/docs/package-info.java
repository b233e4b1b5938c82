/** Holds the pages of {@code docs/} against the code they describe, in both directions. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit.docs;
