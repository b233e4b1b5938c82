package dev.parley.router.selection;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.RouteReport;
import dev.parley.router.capacity.Warmth;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.Routability;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of every node why it comes where it comes in a choice, or why not at all. */
record Explanation(Demand demand, Set<NodeId> tried, Collection<NodeView> nodes, Instant now) {

    RouteReport of(List<Candidate> candidates) {
        Set<NodeId> able =
                candidates.stream().map(candidate -> candidate.node().id()).collect(Collectors.toSet());
        return new RouteReport(
                candidates.stream().map(Explanation::told).toList(),
                nodes.stream()
                        .filter(node -> !able.contains(node.id()))
                        .map(node -> new RouteReport.Rejected(node.id().value(), obstacle(node)))
                        .toList(),
                null);
    }

    private static RouteReport.Candidate told(Candidate candidate) {
        Prospect prospect = candidate.prospect();
        OptionalDouble speed = prospect.tokensPerSecond();
        return new RouteReport.Candidate(
                candidate.node().id().value(),
                candidate.model().display(),
                told(prospect.warmth()),
                candidate.running(),
                candidate.node().node().maxConcurrent(),
                prospect.start().toMillis(),
                prospect.service().map(service -> service.usual().toMillis()).orElse(null),
                speed.isPresent() ? Math.round(speed.getAsDouble() * 10) / 10.0 : null,
                prospect.familiar());
    }

    private static RouteReport.Warmth told(Warmth warmth) {
        return switch (warmth) {
            case WARM -> RouteReport.Warmth.WARM;
            case RELOAD -> RouteReport.Warmth.RELOAD;
            case COLD -> RouteReport.Warmth.COLD;
        };
    }

    private RouteReport.Obstacle obstacle(NodeView node) {
        if (demand.pinned().isPresent() && !demand.pinned().get().equals(node.id())) {
            return RouteReport.Obstacle.NOT_ASKED_FOR;
        }
        if (!node.node().reach().serves(demand.tenant())) {
            return RouteReport.Obstacle.OTHER_TENANT;
        }
        if (demand.ollamaApi() && node.node().kind() != NodeKind.OLLAMA) {
            return RouteReport.Obstacle.OTHER_API;
        }
        if (tried.contains(node.id())) {
            return RouteReport.Obstacle.TRIED;
        }
        return Routability.of(node)
                .or(() -> named().flatMap(named ->
                        listed(node, named).flatMap(model -> Routability.of(node, model, exposed(named), now))))
                .map(why -> RouteReport.Obstacle.valueOf(why.name()))
                .orElseGet(() -> lacks(node) ? RouteReport.Obstacle.NO_SUCH_MODEL : RouteReport.Obstacle.NOT_FIT);
    }

    private boolean lacks(NodeView node) {
        return named().filter(named -> listed(node, named).isEmpty()).isPresent();
    }

    private Optional<ModelTarget.Named> named() {
        return demand.target() instanceof ModelTarget.Named named ? Optional.of(named) : Optional.empty();
    }

    private Optional<String> exposed(ModelTarget.Named named) {
        return demand.pinned().isPresent() ? Optional.empty() : ExposedDigests.of(named.name(), demand.tenant(), nodes);
    }

    private static Optional<HostedModel> listed(NodeView node, ModelTarget.Named named) {
        return Optional.ofNullable(node.catalogue().models().get(named.name()));
    }
}
