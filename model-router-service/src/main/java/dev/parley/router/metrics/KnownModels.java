package dev.parley.router.metrics;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;

/** Names of models as labels: only those that nodes have, so that no caller can make one. */
record KnownModels(NodeDirectory nodes) {

    private static final String OTHER = "other";

    /** The model's name, or {@code other}. */
    String label(ModelName model) {
        boolean known =
                nodes.all().stream().anyMatch(node -> node.catalogue().models().containsKey(model));
        return known ? model.display() : OTHER;
    }
}
