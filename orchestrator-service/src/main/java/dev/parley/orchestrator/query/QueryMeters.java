package dev.parley.orchestrator.query;

import dev.parley.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times answers, by how they ended. */
public final class QueryMeters {

    private static final String PREFIX = "parley.orchestrator.query";

    private final MeterRegistry meters;

    public QueryMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    void answered(Told.Whole whole) {
        ended("answered", whole.took());
        meters.counter(PREFIX + ".tokens", "kind", "prompt").increment(whole.promptTokens());
        meters.counter(PREFIX + ".tokens", "kind", "answer").increment(whole.tokens());
        meters.counter(PREFIX + ".tokens", "kind", "trimmed").increment(whole.trimmedTokens());
    }

    void failed(ProblemCode code, Duration took) {
        ended(code.wireName(), took);
    }

    private void ended(String outcome, Duration took) {
        Timer.builder(PREFIX)
                .description("From a question to the end of its answer, tries and pauses included")
                .tag("outcome", outcome)
                .register(meters)
                .record(took);
    }
}
