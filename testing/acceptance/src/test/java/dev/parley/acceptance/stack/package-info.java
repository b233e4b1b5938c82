/** The stack under test, driven only as its users drive it: the command line, HTTP, signals. */
@org.jspecify.annotations.NullMarked
package dev.parley.acceptance.stack;
