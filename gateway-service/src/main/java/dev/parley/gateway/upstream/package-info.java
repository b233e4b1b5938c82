/** The services behind this one: how they are reached, and what is made of their being away. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.upstream;
