package dev.parley.router.node;

import dev.parley.router.model.ModelName;

/**
 * A model in a node's memory.
 *
 * @param entry what the node says of it, in the node's own JSON
 */
public record LoadedModel(ModelName name, String entry) {}
