package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.course.Answer;
import dev.parley.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** Counts what turns come to. */
@Singleton
public final class TurnMeters {

    private static final String PREFIX = "parley.orchestrator.";

    private final MeterRegistry meters;
    /** Around what is aimed at: half of the commits within 5 ms, all but one of a hundred within 25 ms. */
    private static final Duration[] COMMIT_BOUNDS = Stream.of(1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 35, 50, 100, 250, 1_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Timer turns;
    private final Timer commits;

    public TurnMeters(MeterRegistry meters) {
        this.meters = meters;
        this.turns = Timer.builder(PREFIX + "turn")
                .description("From asking to the whole answer, of attempts that gave one")
                .register(meters);
        this.commits = Timer.builder(PREFIX + "turn.commit")
                .description("From an answer whose ideas are judged until the log has kept it")
                .serviceLevelObjectives(COMMIT_BOUNDS)
                .register(meters);
    }

    /** Measures how long an answer takes to be kept; one that is not kept is not counted. */
    <T> Uni<T> committing(Uni<T> keeping) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample begun = Timer.start(meters);
            return keeping.invoke(kept -> begun.stop(commits));
        });
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
