package dev.parley.router.capacity;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeId;

/** Where one request could run, and how many may run there. */
public record Place(NodeId node, ModelName model, ConcurrencyLimit limit) {}
