/** Every path of the public port. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.http;
