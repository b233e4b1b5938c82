/** Tokens of an issuer: whether one is genuine, meant for us and still good, and whom it makes its bearer. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.token;
