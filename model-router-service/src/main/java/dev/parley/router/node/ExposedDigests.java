package dev.parley.router.node;

import dev.parley.router.model.ModelName;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which manifest a name stands for, where nodes disagree: the one that most nodes have, of equals the newest. Two digests
 * are never mixed under one name. Nodes that an operator did not choose decide only what no other node has.
 */
public final class ExposedDigests {

    private ExposedDigests() {}

    /** The digest that a name stands for; empty if no node tells one. */
    public static Optional<String> of(ModelName name, Collection<NodeView> nodes) {
        return decided(name, nodes, view -> view.node().decides())
                .or(() -> decided(name, nodes, view -> !view.node().decides()));
    }

    /** The same for those whose node this is. */
    public static Optional<String> around(NodeView node, ModelName name, Collection<NodeView> nodes) {
        return node.node()
                .reach()
                .owner()
                .map(tenant -> of(name, tenant, nodes))
                .orElseGet(() -> of(name, nodes));
    }

    /** The same for a tenant: other tenants' nodes do not count. */
    public static Optional<String> of(ModelName name, String tenant, Collection<NodeView> nodes) {
        return decided(
                        name,
                        nodes,
                        view -> view.node().decides() && view.node().reach().serves(tenant))
                .or(() -> decided(
                        name,
                        nodes,
                        view -> !view.node().decides() && view.node().reach().serves(tenant)));
    }

    /** The same if nobody whose word counts tells another digest, or none: then it is known what answers. */
    public static Optional<String> agreed(ModelName name, String tenant, Collection<NodeView> nodes) {
        return of(name, tenant, nodes).filter(exposed -> {
            List<NodeView> hosts = nodes.stream()
                    .filter(view -> view.node().reach().serves(tenant))
                    .filter(view -> view.catalogue().models().containsKey(name))
                    .toList();
            boolean anyDecides = hosts.stream().anyMatch(view -> view.node().decides());
            return hosts.stream()
                    .filter(view -> !anyDecides || view.node().decides())
                    .map(view -> view.catalogue().models().get(name))
                    .flatMap(Stream::ofNullable)
                    .allMatch(model -> exposed.equals(model.digest()));
        });
    }

    /** Whether a node's model is the one that its name stands for; nodes that tell no digest are believed. */
    public static boolean matches(HostedModel model, Optional<String> exposed) {
        @Nullable String own = model.digest();
        return own == null || exposed.isEmpty() || exposed.get().equals(own);
    }

    private static Optional<String> decided(ModelName name, Collection<NodeView> nodes, Predicate<NodeView> voting) {
        List<HostedModel> voted = nodes.stream()
                .filter(voting)
                .map(node -> node.catalogue().models().get(name))
                .flatMap(Stream::ofNullable)
                .filter(model -> model.knownDigest().isPresent())
                .toList();
        if (voted.stream().map(HostedModel::digest).distinct().count() <= 1) {
            // As a rule all agree, and this is asked with every request.
            return voted.stream().findFirst().flatMap(HostedModel::knownDigest);
        }
        Map<String, List<HostedModel>> byDigest = voted.stream()
                .collect(Collectors.groupingBy(model -> model.knownDigest().orElseThrow()));
        return byDigest.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, List<HostedModel>> entry) ->
                                entry.getValue().size())
                        .thenComparing(entry -> newest(entry.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }

    private static Instant newest(List<HostedModel> models) {
        return models.stream()
                .map(HostedModel::modified)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }
}
