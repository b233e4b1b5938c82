package dev.parley.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.model.AliasReport;
import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.VariantReport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterExperimentsTest {

    private static final Instant EARLY = Instant.parse("2026-02-01T08:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(60);

    @Test
    void counts_of_routers_are_added_and_means_weighed() {
        ExperimentReports one = report(LATE, variant(3, 2, 100L, 1_000L));
        ExperimentReports other = report(EARLY, variant(5, 1, 400L, 4_000L));

        ExperimentReports all = RouterExperiments.together(one, other);

        VariantReport variant = all.aliases().get(0).variants().get(0);
        assertThat(all.routers()).isEqualTo(2);
        assertThat(all.since()).isEqualTo(LATE);
        assertThat(variant.requests()).isEqualTo(8);
        assertThat(variant.answered()).isEqualTo(3);
        assertThat(variant.firstByteMs()).isEqualTo(200);
        assertThat(variant.durationMs()).isEqualTo(2_000);
    }

    @Test
    void what_nobody_answered_has_no_mean() {
        ExperimentReports none = report(EARLY, variant(0, 0, null, null));

        VariantReport variant = RouterExperiments.together(none, none)
                .aliases()
                .get(0)
                .variants()
                .get(0);

        assertThat(variant.firstByteMs()).isNull();
        assertThat(variant.durationMs()).isNull();
    }

    private static VariantReport variant(long requests, long answered, Long firstByte, Long duration) {
        return new VariantReport("m", 1, true, requests, 0, 0, 0, 0, answered, firstByte, duration);
    }

    private static ExperimentReports report(Instant since, VariantReport variant) {
        AliasReport alias = new AliasReport("fast", List.of(variant), List.of(), false, false, false);
        return new ExperimentReports(true, since, 1, List.of(alias));
    }
}
