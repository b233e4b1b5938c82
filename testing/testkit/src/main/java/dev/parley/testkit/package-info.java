/** What tests of every module share: the rules of the house, a clock to set, real PostgreSQL and Redis. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit;
