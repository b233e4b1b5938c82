package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.house.Usage;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.report.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Many streams at once, from a node that paces them.
 *
 * @param streams how many
 * @param opened per second
 * @param recordsPerSecond of each
 * @param hold how long all of them are watched
 */
record Crowd(int streams, double opened, double recordsPerSecond, Duration hold) {

    /** Most of the time all streams may take to open beyond their pace. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private static final int NEVER_ENDING = 100_000;

    String model() {
        return "crowd-" + streams + ":latest";
    }

    NodeWish node() {
        return NodeWish.of(
                model(),
                streams + 16,
                "model=" + model(),
                "tokens-per-second=" + recordsPerSecond,
                "answer-tokens=" + NEVER_ENDING / 100,
                "load-seconds=0",
                "first-token-seconds=0",
                // Each slot takes memory of its own; a node with thousands is no machine that there is.
                "ram-bytes=" + (1L << 50));
    }

    /**
     * What was seen of them.
     *
     * @param open streams that had begun at the end of the watch
     * @param gaps between two reads of the same stream
     * @param cpuMicros CPU time of all hops per record
     * @param before bytes of memory of each hop before the first stream
     * @param full the same when all were open
     * @param after the same when they had been open for a while
     * @param why one that is not open failed; empty if none did
     */
    record Seen(
            Target target,
            int open,
            Distribution gaps,
            double cpuMicros,
            List<Long> before,
            List<Long> full,
            List<Long> after,
            String why) {}

    Seen at(Target target) {
        Scenario.say("opening " + streams + " streams: " + target.name());
        try (Calls calls = new Calls(streams)) {
            Gaps gaps = new Gaps();
            List<Long> before = resident(target);
            List<Call> open = new ArrayList<>();
            Ask ask = Ask.generate(model(), true, NEVER_ENDING);
            Pace.perSecond(opened, streams, number -> open.add(calls.begin(target, ask, gaps.stream())));
            awaitAll(gaps, open);
            List<Long> full = resident(target);
            Duration cpu = Usage.cpu(target.hops());
            gaps.want(true);
            Pace.rest(hold);
            gaps.want(false);
            Duration used = Usage.cpu(target.hops()).minus(cpu);
            Distribution seen = gaps.seen();
            int alive = streams - ended(open);
            String why = open.stream()
                    .flatMap(call -> call.failure().stream())
                    .findFirst()
                    .orElse("");
            List<Long> after = resident(target);
            open.forEach(Call::cancel);
            Calls.await(open, LATE);
            return new Seen(
                    target,
                    Math.min(alive, gaps.opened()),
                    seen,
                    used.toNanos() / 1_000.0 / Math.max(1, seen.nanos().length),
                    before,
                    full,
                    after,
                    why);
        }
    }

    private static int ended(List<Call> calls) {
        return (int) calls.stream().filter(call -> call.endedAt() != 0).count();
    }

    private void awaitAll(Gaps gaps, List<Call> calls) {
        long until = System.nanoTime() + LATE.toNanos();
        while (gaps.opened() + ended(calls) < streams && System.nanoTime() < until) {
            Pace.rest(Duration.ofMillis(TimeUnit.SECONDS.toMillis(1) / 10));
        }
    }

    private static List<Long> resident(Target target) {
        return target.hops().stream()
                .map(hop -> Usage.residentBytes(List.of(hop)))
                .toList();
    }
}
