package dev.parley.router.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.relay.Endpoint;
import dev.parley.router.relay.Travelled;
import dev.parley.transport.relay.record.Tally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ModelMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final NodeDirectory nobody = new NodeDirectory(
            Clock.systemUTC(),
            new Liveness(3, Duration.ZERO),
            new CircuitState.Limits(3, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    private final ModelMeters meters = new ModelMeters(registry, nobody);

    @Test
    void the_time_of_a_token_is_that_of_those_after_the_first() {
        meters.ended(request(Endpoint.CHAT, Travelled.Outcome.COMPLETED, tokens(20, 11)));

        assertThat(registry.get("gen_ai.server.time_per_output_token").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(90);
        assertThat(registry.get("gen_ai.server.time_to_first_token").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(100);
        assertThat(registry.get("gen_ai.server.request.duration")
                        .tag("error.type", "")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1000);
    }

    @Test
    void tokens_are_counted_by_model_and_way() {
        meters.ended(request(Endpoint.GENERATE, Travelled.Outcome.COMPLETED, tokens(20, 11)));
        meters.ended(request(Endpoint.CHAT, Travelled.Outcome.CANCELLED, tokens(5, 0)));

        assertThat(registry.get("parley.router.tokens").tag("type", "input").counters())
                .extracting(counter -> counter.count())
                .containsExactly(25.0);
        assertThat(registry.get("parley.router.tokens").tag("type", "output").counters())
                .extracting(counter -> counter.count())
                .containsExactly(11.0);
    }

    @Test
    void a_model_that_no_node_has_makes_no_label() {
        meters.ended(request(Endpoint.CHAT, Travelled.Outcome.UNANSWERED, Tally.NONE));

        assertThat(registry.get("gen_ai.server.request.duration")
                        .tag("gen_ai.request.model", "other")
                        .tag("error.type", "unanswered")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void what_no_model_worked_for_is_not_counted() {
        meters.ended(request(Endpoint.SHOW, Travelled.Outcome.COMPLETED, Tally.NONE));

        assertThat(registry.getMeters()).isEmpty();
    }

    private static Tally tokens(long input, long output) {
        return new Tally(output, 1000, OptionalLong.of(input), OptionalLong.of(output));
    }

    private static Travelled request(Endpoint endpoint, Travelled.Outcome outcome, Tally tally) {
        return new Travelled(
                endpoint,
                outcome,
                NodeId.parse("alpha"),
                ModelName.parse("llama3.2"),
                1,
                Duration.ZERO,
                tally.answerTokens().isPresent() ? Optional.of(Duration.ofMillis(100)) : Optional.empty(),
                Duration.ofMillis(1000),
                tally,
                Optional.empty());
    }
}
