/** Keys: how they are made, what is kept of them, and which of them this replica knows. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.key;
