/** The only door: decides who may come in, bounds what comes in, and passes it on to the services behind. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway;
