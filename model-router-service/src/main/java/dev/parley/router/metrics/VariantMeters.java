package dev.parley.router.metrics;

import dev.parley.router.alias.Drawn;
import dev.parley.router.alias.VariantCounts;
import dev.parley.router.model.ModelName;
import dev.parley.router.relay.Travelled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What variants of aliases are worth: {@code parley.router.variant.*}. Labels are bounded by the aliases that administrators
 * make: who answered without being one of an alias's models is {@code other}. Times are only those of requests that a node
 * was asked for: what is answered as before says nothing of how fast a model is.
 */
public final class VariantMeters {

    private static final String OTHER = "other";

    /** Aliases that came and went stay until the process ends; so many are enough. */
    private static final int MOST = 4_096;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(300)
    };

    private final MeterRegistry registry;
    private final VariantCounts counts;
    private final Map<Kind, Meters> meters = new ConcurrentHashMap<>();

    private record Kind(String alias, String model, String outcome) {}

    private record Meters(Counter requests, Timer firstByte, Timer whole, Counter input, Counter output) {}

    public VariantMeters(MeterRegistry registry, VariantCounts counts) {
        this.registry = registry;
        this.counts = counts;
    }

    /** Counts a request for an alias. */
    void ended(Travelled request) {
        request.drawn().ifPresent(drawn -> {
            ModelName model = request.model().orElse(drawn.variant());
            counts.ended(drawn, model, ending(request));
            record(drawn, model, request);
        });
    }

    private static VariantCounts.Ended ending(Travelled request) {
        boolean error = switch (request.outcome()) {
            case COMPLETED, CANCELLED -> false;
            case BROKEN, REJECTED, UNANSWERED, REFUSED, INVALID -> true;
        };
        return new VariantCounts.Ended(
                error,
                request.tally().promptTokens().orElse(0),
                request.tally().answerTokens().orElse(0),
                request.firstByte().filter(first -> request.askedNode()),
                request.whole());
    }

    private void record(Drawn drawn, ModelName model, Travelled request) {
        String label = drawn.alias().standsFor(model) ? model.display() : OTHER;
        String outcome = request.outcome().name().toLowerCase(Locale.ROOT);
        Kind kind = new Kind(drawn.alias().name().display(), label, outcome);
        if (meters.size() >= MOST && !meters.containsKey(kind)) {
            return;
        }
        Meters of = meters.computeIfAbsent(kind, this::meters);
        of.requests().increment();
        if (request.askedNode()) {
            of.whole().record(request.whole());
            request.firstByte().ifPresent(of.firstByte()::record);
        }
        of.input().increment(request.tally().promptTokens().orElse(0));
        of.output().increment(request.tally().answerTokens().orElse(0));
    }

    private Meters meters(Kind kind) {
        Tags tags = Tags.of("alias", kind.alias(), "model", kind.model());
        return new Meters(
                registry.counter("parley.router.variant.requests", tags.and("outcome", kind.outcome())),
                timer("parley.router.variant.first.byte", tags),
                timer("parley.router.variant.whole", tags),
                registry.counter("parley.router.variant.tokens", tags.and("type", "input")),
                registry.counter("parley.router.variant.tokens", tags.and("type", "output")));
    }

    private Timer timer(String name, Tags tags) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(BUCKETS).register(registry);
    }
}
