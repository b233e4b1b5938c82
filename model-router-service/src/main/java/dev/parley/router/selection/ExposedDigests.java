package dev.parley.router.selection;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.NodeView;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which manifest a name stands for, where nodes disagree: the one that most nodes have, of equals the newest. Two digests
 * are never mixed under one name.
 */
public final class ExposedDigests {

    private ExposedDigests() {}

    /** The digest that a name stands for; empty if no node tells one. */
    public static Optional<String> of(ModelName name, Collection<NodeView> nodes) {
        Map<String, List<HostedModel>> byDigest = nodes.stream()
                .map(node -> node.catalogue().models().get(name))
                .flatMap(Stream::ofNullable)
                .filter(model -> model.knownDigest().isPresent())
                .collect(Collectors.groupingBy(model -> model.knownDigest().orElseThrow()));
        return byDigest.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, List<HostedModel>> entry) ->
                                entry.getValue().size())
                        .thenComparing(entry -> newest(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    /** Whether a node's model is the one that its name stands for; nodes that tell no digest are believed. */
    static boolean matches(HostedModel model, Optional<String> exposed) {
        @Nullable String own = model.digest();
        return own == null || exposed.isEmpty() || exposed.get().equals(own);
    }

    private static Instant newest(List<HostedModel> models) {
        return models.stream()
                .map(HostedModel::modified)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
