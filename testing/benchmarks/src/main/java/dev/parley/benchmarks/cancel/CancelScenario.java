package dev.parley.benchmarks.cancel;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.Rest;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.StreamWatch;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * How soon the work for a caller ends that has left: while its answer is generated, while its model is loaded, and while it
 * waits for a place.
 *
 * @param times it leaves in each of them
 */
record CancelScenario(int times) implements Scenario {

    private static final String GENERATING = "cancel-generating";
    private static final String LOADING = "cancel-loading";
    private static final String QUEUED = "cancel-queued";
    private static final int ENDLESS = 20_000;
    private static final double GOAL_MILLIS = 100;

    @Override
    public List<NodeWish> nodes() {
        return List.of(
                NodeWish.of(GENERATING, 8, "model=" + GENERATING, "tokens-per-second=50", "load-seconds=0"),
                NodeWish.of(LOADING, 8, "model=" + LOADING, "load-seconds=60"),
                NodeWish.of(QUEUED, 1, "model=" + QUEUED, "tokens-per-second=1", "load-seconds=0"));
    }

    @Override
    public Report run(House house) {
        Target parley = house.target();
        SimulatedNode queued = house.node(QUEUED);
        try (Calls calls = new Calls(64)) {
            List<Row> rows = new ArrayList<>();
            for (String where : List.of(GENERATING, LOADING)) {
                SimulatedNode node = house.node(where);
                rows.add(new Row(where, "the node itself", leaving(calls, node, Target.direct(node.url()), where)));
            }
            rows.add(new Row(GENERATING, "Parley", leaving(calls, house.node(GENERATING), parley, GENERATING)));
            rows.add(new Row(LOADING, "Parley", loads(calls, house, parley)));
            rows.add(new Row(QUEUED, "Parley", places(calls, house, parley)));
            return report(rows, queued, house.node(LOADING));
        }
    }

    /**
     * One line.
     *
     * @param where the caller was when it left
     */
    private record Row(String where, String target, Distribution seen) {}

    private Distribution leaving(Calls calls, SimulatedNode node, Target target, String where) {
        Scenario.say("leaving while " + where.replace("cancel-", "") + ": " + target.name());
        Ask ask = Ask.generate(where, true, ENDLESS);
        return new Leaving(calls, node)
                .times(
                        times,
                        target,
                        ask,
                        where.equals(LOADING) ? watch -> isLoading(node) : watch -> watch.pieces() >= 2);
    }

    private static boolean isLoading(SimulatedNode node) {
        return !node.state().path("queue").isEmpty();
    }

    /** From each leaving to the moment when the router says that nobody waits for the load; that itself goes on. */
    private Distribution loads(Calls calls, House house, Target target) {
        Scenario.say("leaving while loading: " + target.name());
        SimulatedNode node = house.node(LOADING);
        node.forget();
        Ask ask = Ask.generate(LOADING, true, ENDLESS);
        return waits(calls, target, ask, metric(house, "parley_router_preloads_awaited"));
    }

    /** From each leaving to the moment when the router says that nobody waits; the looks themselves take some milliseconds. */
    private Distribution places(Calls calls, House house, Target target) {
        Scenario.say("leaving while queued: " + target.name());
        SimulatedNode node = house.node(QUEUED);
        node.forget();
        Ask ask = Ask.generate(QUEUED, true, ENDLESS);
        StreamWatch holder = new StreamWatch();
        Call holds = calls.begin(target, ask, holder);
        Leaving.await("that the place is taken", () -> holder.pieces() > 0);
        Distribution seen = waits(calls, target, ask, metric(house, "parley_router_waiting"));
        holds.cancel();
        return seen;
    }

    private Distribution waits(Calls calls, Target target, Ask ask, IntSupplier waiting) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Call waits = calls.begin(target, ask, new StreamWatch());
            Leaving.await("that a caller waits", () -> waiting.getAsInt() == 1);
            long left = System.nanoTime();
            waits.cancel();
            Leaving.await("that nobody waits", () -> waiting.getAsInt() == 0);
            nanos.add(System.nanoTime() - left);
        }
        return Distribution.of(nanos);
    }

    /** Reads it again and again. To ask where the router is starts a process, which takes longer than any leaving. */
    private static IntSupplier metric(House house, String name) {
        URI metrics = URI.create(house.parley().management("router") + "/q/metrics");
        return () -> Rest.text(metrics)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Report report(List<Row> rows, SimulatedNode queued, SimulatedNode loading) {
        List<Map<String, Object>> table = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (Row row : rows) {
            table.add(Table.row(
                    "left while", row.where().replace("cancel-", ""),
                    "target", row.target(),
                    "times", row.seen().nanos().length,
                    "p50 ms", row.seen().millis(0.5),
                    "p99 ms", row.seen().millis(0.99),
                    "longest ms", row.seen().millis(1)));
            if (row.target().equals("Parley")) {
                double p99 = row.seen().millis(0.99);
                goals.add(new Goal(
                        "p99 <= 100 ms while " + row.where().replace("cancel-", ""),
                        "%.1f ms".formatted(p99),
                        p99 <= GOAL_MILLIS));
            }
        }
        long reached = queued.requests().stream()
                .filter(request -> request.path("path").asText().equals("/api/generate")
                        && request.path("body").asText().contains("prompt"))
                .count();
        return new Report(
                "cancel",
                List.of(new Table("From a caller's leaving to the end of its work", table)),
                List.of(
                        new Guarantee(
                                "whoever leaves the queue never reaches a node",
                                (reached - 1) + " of " + times + " did",
                                reached <= 1),
                        new Guarantee(
                                "no load ends because a client left that waited for it",
                                loading.count("loads_cancelled") + " of " + loading.count("loads_started")
                                        + " loads, while " + times + " left",
                                loading.count("loads_cancelled") == 0 && loading.count("loads_started") <= 1)),
                goals);
    }
}
