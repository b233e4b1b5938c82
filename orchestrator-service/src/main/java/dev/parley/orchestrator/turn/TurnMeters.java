package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.course.Answer;
import dev.parley.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;

/** Counts what turns come to. */
@Singleton
public final class TurnMeters {

    private static final String PREFIX = "parley.orchestrator.";

    private final MeterRegistry meters;
    private final Timer turns;

    public TurnMeters(MeterRegistry meters) {
        this.meters = meters;
        this.turns = Timer.builder(PREFIX + "turn")
                .description("From asking to the whole answer, of attempts that gave one")
                .register(meters);
    }

    void answered(Answer answer) {
        turns.record(answer.took());
        meters.counter(PREFIX + "tokens").increment(answer.tokens() == null ? 0 : answer.tokens());
    }

    void failed(ProblemCode code) {
        meters.counter(PREFIX + "attempts.failed", "code", code.wireName()).increment();
    }

    void skipped() {
        meters.counter(PREFIX + "turns.skipped").increment();
    }

    void unclaimed() {
        meters.counter(PREFIX + "claims.owed").increment();
    }
}
