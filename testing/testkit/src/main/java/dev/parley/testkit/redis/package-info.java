/** A real Redis for tests, without a container engine. */
@org.jspecify.annotations.NullMarked
package dev.parley.testkit.redis;
