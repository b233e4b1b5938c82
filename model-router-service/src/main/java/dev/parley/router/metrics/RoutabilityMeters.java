package dev.parley.router.metrics;

import dev.parley.protocol.node.Unroutable;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.Routability;
import dev.parley.router.registry.NodeRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Where new requests do not go, and why: a gauge for each such place and an event for each change. A node that gets nothing at
 * all stands for its models. And how well this router knows what is kept of nodes.
 */
public final class RoutabilityMeters {

    private static final Logger LOG = Logger.getLogger(RoutabilityMeters.class);
    private static final String EVERY_MODEL = "";

    private final NodeDirectory nodes;
    private final Clock clock;
    private final MultiGauge unroutable;
    private Map<Spot, Unroutable> before = Map.of();

    /** @param model empty for all of a node */
    private record Spot(NodeId node, Optional<ModelName> model) {

        String label() {
            return model.map(ModelName::display).orElse(EVERY_MODEL);
        }
    }

    public RoutabilityMeters(MeterRegistry registry, NodeDirectory nodes, NodeRegistry kept, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
        this.unroutable = MultiGauge.builder("parley.router.unroutable")
                .description("1 where new requests do not go, with the reason; no model for a whole node")
                .register(registry);
        registry.gauge(
                "parley.router.registry.current", kept, at -> at.standing().current() ? 1 : 0);
        registry.gauge(
                "parley.router.registry.age.seconds",
                kept,
                at -> at.standing()
                        .read()
                        .map(read -> Duration.between(read, clock.instant()).toMillis() / 1_000.0)
                        .orElse(Double.NaN));
    }

    /** Brings gauges up to date and tells what changed. Called regularly, one call at a time. */
    public void refresh() {
        Map<Spot, Unroutable> now = found();
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        now.forEach((spot, why) -> rows.add(MultiGauge.Row.of(
                Tags.of("node", spot.node().value(), "model", spot.label(), "reason", wireName(why)), 1)));
        unroutable.register(rows, true);
        tell(now);
        before = now;
    }

    private Map<Spot, Unroutable> found() {
        Map<Spot, Unroutable> found = new HashMap<>();
        Map<ModelName, Optional<String>> exposed = new HashMap<>();
        Instant now = clock.instant();
        for (NodeView node : nodes.all()) {
            Optional<Unroutable> whole = Routability.of(node);
            if (whole.isPresent()) {
                found.put(new Spot(node.id(), Optional.empty()), whole.get());
                continue;
            }
            for (HostedModel model : node.catalogue().models().values()) {
                Optional<String> digest = node.node().reach().owner().isPresent()
                        ? ExposedDigests.around(node, model.name(), nodes.all())
                        : exposed.computeIfAbsent(model.name(), name -> ExposedDigests.of(name, nodes.all()));
                Routability.of(node, model, digest, now)
                        .ifPresent(why -> found.put(new Spot(node.id(), Optional.of(model.name())), why));
            }
        }
        return found;
    }

    private void tell(Map<Spot, Unroutable> now) {
        now.forEach((spot, why) -> {
            if (before.get(spot) != why) {
                LOG.infof("gets no requests: node=%s model=%s reason=%s", spot.node(), all(spot), wireName(why));
            }
        });
        before.forEach((spot, why) -> {
            boolean stillOut = now.containsKey(spot) || now.containsKey(new Spot(spot.node(), Optional.empty()));
            if (!stillOut && nodes.find(spot.node()).isPresent()) {
                LOG.infof("gets requests again: node=%s model=%s was=%s", spot.node(), all(spot), wireName(why));
            }
        });
    }

    private static String all(Spot spot) {
        return spot.model().map(ModelName::display).orElse("*");
    }

    private static String wireName(Unroutable why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
