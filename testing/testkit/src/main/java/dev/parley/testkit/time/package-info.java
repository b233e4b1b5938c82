/** Time that passes only when a test says so. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit.time;
