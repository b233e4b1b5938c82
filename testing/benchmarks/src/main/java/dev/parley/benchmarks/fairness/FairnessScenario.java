package dev.parley.benchmarks.fairness;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Keys;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.load.Watch;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One caller keeps a node busy and has a backlog that never shrinks; another asks for the same model, which is loaded, one
 * request at a time.
 *
 * @param backlog requests of the first that wait
 * @param requests of the second
 */
record FairnessScenario(int backlog, int requests) implements Scenario {

    private static final String MODEL = "fairness:latest";
    private static final int SLOTS = 4;
    private static final int TOKENS = 10;
    private static final Duration LATE = Duration.ofMinutes(5);

    /** Where each waits for all the backlog a few will do. */
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    /** A delay of one service time is seen through two hops and timers: a tenth more is no other delay. */
    private static final double MOST_SERVICE_TIMES = 1.1;

    @Override
    public List<NodeWish> nodes() {
        return List.of(node("fairness"));
    }

    private static NodeWish node(String name) {
        return NodeWish.of(name, SLOTS, "model=" + MODEL, "tokens-per-second=20", "first-token-seconds=0.01");
    }

    @Override
    public Report run(House house) {
        Target administrator = house.target();
        Target greedy = administrator.as("greedy", Optional.of(Keys.plain(administrator, "greedy")));
        Target modest = administrator.as("modest", Optional.of(Keys.plain(administrator, "modest")));
        SimulatedNode twin = house.twin(node("fairness-twin"));
        Target direct = Target.direct(twin.url());
        house.node("fairness").load(MODEL);
        twin.load(MODEL);
        try (Calls calls = new Calls(2 * (backlog + SLOTS) + 2)) {
            Distribution alone = one(calls, modest, 5);
            double service = alone.seconds(0.5);
            Scenario.say("%d requests wait; service time %.2f s".formatted(backlog, service));
            Backlog through = new Backlog(calls, greedy, ask(), backlog + SLOTS);
            Backlog behind = new Backlog(calls, direct, ask(), backlog + SLOTS);
            through.begin();
            behind.begin();
            Pace.rest(Duration.ofSeconds(2).plusMillis(backlog * 3L));
            Call waits = calls.begin(direct, ask(), Watch.NOTHING);
            Distribution beside = one(calls, modest, requests);
            Calls.await(List.of(waits), LATE);
            behind.end();
            through.end();
            return report(alone, beside, waits.whole() / 1e9, through);
        }
    }

    private static Ask ask() {
        return Ask.generate(MODEL, true, TOKENS);
    }

    private static Distribution one(Calls calls, Target target, int count) {
        Random random = new Random(1);
        List<Long> whole = new ArrayList<>();
        long enough = System.nanoTime() + ENOUGH.toNanos();
        for (int i = 0; i < count && System.nanoTime() < enough; i++) {
            Call call = calls.begin(target, ask(), Watch.NOTHING);
            Calls.await(List.of(call), LATE);
            call.failure().ifPresent(why -> {
                throw new IllegalStateException("a modest request failed: " + why);
            });
            whole.add(call.whole());
            Pace.rest(Duration.ofMillis(random.nextInt(300)));
        }
        return Distribution.of(whole);
    }

    private Report report(Distribution alone, Distribution beside, double direct, Backlog backlog) {
        double service = alone.seconds(0.5);
        double worst = (beside.seconds(1) - service) / service;
        return new Report(
                "fairness",
                List.of(new Table(
                        "One request of another caller while %d wait".formatted(this.backlog),
                        List.of(
                                row("Parley, nobody else", alone, service),
                                row("Parley, beside the backlog", beside, service),
                                row(
                                        "the node itself, behind the backlog",
                                        Distribution.of(List.of((long) (direct * 1e9))),
                                        service)))),
                List.of(
                        new Guarantee(
                                "the delay is at most one service time",
                                "%.2f service times at most".formatted(worst),
                                worst <= MOST_SERVICE_TIMES),
                        new Guarantee(
                                "who has the backlog is served too, and refused nothing",
                                "%d served, %d failed%s".formatted(backlog.served(), backlog.failed(), backlog.why()),
                                backlog.served() > 0 && backlog.failed() == 0)));
    }

    private static Map<String, Object> row(String what, Distribution seen, double service) {
        return Table.row(
                "request",
                what,
                "p50 s",
                seen.seconds(0.5),
                "longest s",
                seen.seconds(1),
                "delay p50, service times",
                (seen.seconds(0.5) - service) / service,
                "longest delay, service times",
                (seen.seconds(1) - service) / service);
    }
}
