package dev.parley.router.metrics;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.relay.Endpoint;
import dev.parley.router.relay.Travelled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What models took: {@code gen_ai.server.*} as OpenTelemetry's semantic conventions for generative AI name, label and bucket
 * it, and the tokens of each model. Labels are bounded by the models that nodes have.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/">Semantic conventions for generative AI
 *     metrics</a>
 */
public final class ModelMeters {

    private static final Duration[] REQUEST_SECONDS =
            seconds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final Duration[] FIRST_TOKEN_SECONDS =
            seconds(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
    private static final Duration[] TOKEN_SECONDS =
            seconds(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5);

    private final MeterRegistry registry;
    private final KnownModels known;
    private final Map<Kind, Meters> meters = new ConcurrentHashMap<>();

    public ModelMeters(MeterRegistry registry, NodeDirectory nodes) {
        this.registry = registry;
        this.known = new KnownModels(nodes);
    }

    /** Counts a request that a node was asked for; others took nothing of a model. */
    void ended(Travelled request) {
        Optional<String> operation = operation(request.endpoint());
        Optional<ModelName> model = request.model();
        if (operation.isPresent() && model.isPresent() && request.askedNode()) {
            Kind kind = new Kind(operation.get(), known.label(model.get()), error(request.outcome()));
            meters.computeIfAbsent(kind, this::meters).record(request);
        }
    }

    /** What is labelled alike. @param error empty for a good ending */
    private record Kind(String operation, String model, Optional<String> error) {}

    /** Made once for each kind: looking them up for every request costs more than recording. */
    private record Meters(Timer request, Timer firstToken, Timer perToken, Counter input, Counter output) {

        void record(Travelled travelled) {
            request.record(travelled.whole());
            travelled.firstByte().ifPresent(first -> {
                firstToken.record(first);
                travelled
                        .tally()
                        .answerTokens()
                        .ifPresent(tokens -> perToken(travelled.whole().minus(first), tokens));
            });
            input.increment(travelled.tally().promptTokens().orElse(0));
            output.increment(travelled.tally().answerTokens().orElse(0));
        }

        /** After the first, as the convention has it. */
        private void perToken(Duration rest, long tokens) {
            if (tokens > 1) {
                perToken.record(rest.dividedBy(tokens - 1));
            }
        }
    }

    private Meters meters(Kind kind) {
        Tags tags = Tags.of(
                "gen_ai.operation.name", kind.operation(),
                "gen_ai.provider.name", "ollama",
                "gen_ai.request.model", kind.model());
        Tags ended = tags.and("error.type", kind.error().orElse(""));
        Tags tokens = Tags.of("model", kind.model());
        return new Meters(
                timer("gen_ai.server.request.duration", ended, REQUEST_SECONDS),
                timer("gen_ai.server.time_to_first_token", tags, FIRST_TOKEN_SECONDS),
                timer("gen_ai.server.time_per_output_token", tags, TOKEN_SECONDS),
                registry.counter("parley.router.tokens", tokens.and("type", "input")),
                registry.counter("parley.router.tokens", tokens.and("type", "output")));
    }

    private Timer timer(String name, Tags tags, Duration[] buckets) {
        return Timer.builder(name).tags(tags).serviceLevelObjectives(buckets).register(registry);
    }

    private static Optional<String> operation(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT, OPENAI_CHAT -> Optional.of("chat");
            case GENERATE -> Optional.of("text_completion");
            case EMBED, EMBEDDINGS -> Optional.of("embeddings");
            case SHOW -> Optional.empty();
        };
    }

    /** A client that leaves is no error. */
    private static Optional<String> error(Travelled.Outcome outcome) {
        return switch (outcome) {
            case COMPLETED, CANCELLED -> Optional.empty();
            default -> Optional.of(outcome.name().toLowerCase(Locale.ROOT));
        };
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }
}
