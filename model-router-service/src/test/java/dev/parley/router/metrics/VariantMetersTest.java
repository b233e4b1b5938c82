package dev.parley.router.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.alias.Alias;
import dev.parley.router.alias.Drawn;
import dev.parley.router.alias.Variant;
import dev.parley.router.alias.VariantCounts;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.relay.Endpoint;
import dev.parley.router.relay.Travelled;
import dev.parley.transport.relay.record.Tally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariantMetersTest {

    private static final ModelName FAST = name("fast");
    private static final ModelName OLD = name("old");
    private static final ModelName NEW = name("new");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final VariantCounts counts = new VariantCounts(Instant.EPOCH);
    private final VariantMeters meters = new VariantMeters(registry, counts);

    @Test
    void what_no_node_was_asked_for_counts_and_tells_nothing_of_times() {
        meters.ended(request(OLD, 1));
        meters.ended(request(OLD, 0));

        assertThat(counts.of(FAST, OLD))
                .extracting(VariantCounts.Count::requests, VariantCounts.Count::answered)
                .containsExactly(2L, 1L);
        assertThat(registry.get("parley.router.variant.whole").timer().count()).isEqualTo(1);
    }

    @Test
    void who_shares_the_answer_of_another_variant_was_passed_over_to_it() {
        meters.ended(request(NEW, 0));

        assertThat(counts.of(FAST, OLD).passedOver()).isEqualTo(1);
        assertThat(counts.of(FAST, OLD).requests()).isZero();
        assertThat(counts.of(FAST, NEW).requests()).isEqualTo(1);
    }

    /** Of an alias that was drawn as the old model. */
    private static Travelled request(ModelName answered, int attempts) {
        Alias alias = new Alias(FAST, "fast", List.of(variant("old"), variant("new")), List.of(), false);
        return new Travelled(
                Endpoint.CHAT,
                Travelled.Outcome.COMPLETED,
                Optional.empty(),
                Optional.of(answered),
                attempts,
                Duration.ZERO,
                Optional.of(Duration.ofMillis(5)),
                Duration.ofMillis(10),
                Tally.NONE,
                Optional.of(new Drawn(alias, OLD)));
    }

    private static Variant variant(String model) {
        return new Variant(new ModelTarget.Named(model, name(model)), 1);
    }

    private static ModelName name(String written) {
        return ModelName.parse(written).orElseThrow();
    }
}
