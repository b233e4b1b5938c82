/** How much a key may use, and what it has used. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.quota;
