package dev.parley.router.selection;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.capacity.Warmth;
import dev.parley.router.measure.Figures;
import dev.parley.router.measure.Measurements;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.LoadedModel;
import dev.parley.router.node.NodeView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says what a request can expect of a node, from what was learned of it and what is in its memory. */
public final class Prospects {

    private final Residents residents;
    private final Measurements measurements;
    private final Affinities affinities;
    private final Clock clock;
    private final Duration usualLoad;

    /** @param usualLoad for which a load of a model is taken that was seen loading nowhere */
    public Prospects(
            Residents residents, Measurements measurements, Affinities affinities, Clock clock, Duration usualLoad) {
        this.residents = residents;
        this.measurements = measurements;
        this.affinities = affinities;
        this.clock = clock;
        this.usualLoad = usualLoad;
    }

    Prospect of(NodeView node, ModelName model, Demand demand) {
        if (model.isCloud()) {
            // Has no place in the memory of a node.
            return Prospect.UNKNOWN;
        }
        // Such nodes do not tell what is in their memory; most have one model, and have it there.
        Warmth warmth =
                node.node().kind() == NodeKind.OPENAI ? Warmth.WARM : residents.warmth(node, model, demand.runner());
        Figures figures = measurements.of(node.id(), model);
        boolean disturbs = warmth == Warmth.RELOAD && residents.running(node.id(), model) > 0;
        return new Prospect(
                warmth,
                residents.loadingSince(node.id(), model).isPresent(),
                start(node, model, warmth, figures, disturbs),
                figures.service(),
                figures.tokensPerSecond(),
                disturbs,
                roomy(node, model, demand),
                demand.affinity()
                        .flatMap(affinities::of)
                        .filter(node.id()::equals)
                        .isPresent(),
                measurements.isWorthATry(node.id(), model));
    }

    private Duration start(NodeView node, ModelName model, Warmth warmth, Figures figures, boolean disturbs) {
        Duration first =
                figures.firstByte().orElse(Duration.ZERO).plus(figures.waited().orElse(Duration.ZERO));
        Duration load =
                figures.load().or(() -> measurements.loadAnywhere(model)).orElse(usualLoad);
        if (warmth == Warmth.WARM) {
            return first.plus(residents
                    .loadingSince(node.id(), model)
                    .map(since -> restOf(load, since))
                    .orElse(Duration.ZERO));
        }
        Duration others =
                disturbs ? figures.service().map(Figures.Service::usual).orElse(Duration.ZERO) : Duration.ZERO;
        return first.plus(load).plus(others);
    }

    private Duration restOf(Duration load, Instant since) {
        Duration rest = load.minus(Duration.between(since, clock.instant()));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** A context that is asked for is given; one that is not may be too small for the prompt, which is then cut silently. */
    private static Optional<Boolean> roomy(NodeView node, ModelName model, Demand demand) {
        LoadedModel loaded = node.catalogue().loaded().get(model);
        if (demand.context() == 0 || demand.runner().context().isPresent() || loaded == null || loaded.context() == 0) {
            return Optional.empty();
        }
        return Optional.of(loaded.context() >= demand.context());
    }
}
