/** The rules of the house, written once and asked of every module by a test of three lines. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit.architecture;
