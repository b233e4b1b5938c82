/** What a key may ask of models, and how much that may take. */
@org.jspecify.annotations.NullMarked
package dev.parley.gateway.inference;
