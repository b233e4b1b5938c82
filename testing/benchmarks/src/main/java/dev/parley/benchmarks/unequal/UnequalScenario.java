package dev.parley.benchmarks.unequal;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Measurement;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Jobs of unknown length, of two models with two contexts each, over three nodes of speeds 1:2:4 with one slot each. Parley
 * chooses; beside it, at the same time on nodes of their own, clients that take turns at the nodes, and clients that go where
 * the fewest of them are.
 *
 * @param jobs how many
 * @param meanTokens of a job
 * @param clients each with one job at a time
 * @param slowest tokens per second of the slowest node
 * @param seed of the jobs' lengths
 */
record UnequalScenario(int jobs, int meanTokens, int clients, int slowest, long seed) implements Scenario {

    private static final List<Integer> SPEEDS = List.of(1, 2, 4);
    private static final Duration LATE = Duration.ofMinutes(10);
    private static final double GOAL_MAKESPAN = 1.05;
    private static final double GOAL_LOADS = 1.1;

    @Override
    public List<NodeWish> nodes() {
        return SPEEDS.stream().map(this::node).toList();
    }

    private NodeWish node(int speed) {
        return NodeWish.of(
                "speed-" + speed,
                1,
                "model=" + Job.Kind.FIRST,
                "model=" + Job.Kind.SECOND,
                "tokens-per-second=" + speed * slowest,
                "load-seconds=0.5",
                "first-token-seconds=0");
    }

    @Override
    public Report run(House house) {
        List<Job> work = Job.draw(jobs, meanTokens, seed);
        Target parley = house.target();
        List<SimulatedNode> own =
                SPEEDS.stream().map(speed -> house.node("speed-" + speed)).toList();
        List<Strategy> strategies = List.of(
                new Strategy("Parley", own, number -> parley, number -> {}),
                Strategy.roundRobin(twins(house)),
                Strategy.leastConnections(twins(house)));
        Scenario.say("%d jobs, best possible %.0f s".formatted(jobs, best(work)));
        // Nobody disturbs anybody: nodes only wait. Round robin takes by far the longest.
        List<CompletableFuture<Seen>> all = strategies.stream()
                .map(strategy -> CompletableFuture.supplyAsync(() -> seen(strategy, work)))
                .toList();
        return report(work, all.stream().map(each -> Calls.await(each, LATE)).toList());
    }

    private List<SimulatedNode> twins(House house) {
        return SPEEDS.stream().map(speed -> house.twin(node(speed))).toList();
    }

    /**
     * What one strategy came to.
     *
     * @param done jobs whose answers were whole
     * @param loads of all nodes
     * @param idle by the nodes, slowest first
     */
    private record Seen(String strategy, Measurement measured, long done, long loads, List<Idleness> idle) {

        /** Of all that the nodes could have done: what they did not while jobs waited. */
        double share() {
            double lost = 0;
            for (int i = 0; i < SPEEDS.size(); i++) {
                lost += SPEEDS.get(i) * idle.get(i).seconds();
            }
            return lost / SPEEDS.stream().mapToInt(Integer::intValue).sum() / measured.seconds();
        }
    }

    private Seen seen(Strategy strategy, List<Job> work) {
        try (Calls calls = new Calls(clients)) {
            Run run = new Run(calls, strategy, work);
            Measurement measured = run.all(clients);
            long loads = strategy.nodes().stream()
                    .mapToLong(node -> node.count("loads_finished"))
                    .sum();
            return new Seen(strategy.name(), measured, run.done(), loads, Idleness.of(strategy.nodes()));
        }
    }

    private double best(List<Job> work) {
        double total = (double) Job.work(work)
                / slowest
                / SPEEDS.stream().mapToInt(Integer::intValue).sum();
        double longest = (double) work.stream().mapToInt(Job::tokens).max().orElseThrow() / slowest / SPEEDS.get(2);
        return Math.max(total, longest);
    }

    private int leastLoads(List<Job> work) {
        List<Double> kinds = Job.Kind.ALL.stream()
                .map(kind -> (double) Job.work(
                        work.stream().filter(job -> job.kind().equals(kind)).toList()))
                .toList();
        List<Double> speeds =
                Stream.of(1.0, 2.0, 4.0).map(speed -> speed * slowest).toList();
        return LeastLoads.of(kinds, speeds, best(work) * GOAL_MAKESPAN);
    }

    private Report report(List<Job> work, List<Seen> seen) {
        double best = best(work);
        int least = leastLoads(work);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Seen each : seen) {
            rows.add(Table.row(
                    "who chooses the node", each.strategy(),
                    "jobs done", each.done(),
                    "makespan s", each.measured().seconds(),
                    "of the best possible", each.measured().seconds() / best,
                    "wait p50 s", each.measured().firstBytes().seconds(0.5),
                    "wait p95 s", each.measured().firstBytes().seconds(0.95),
                    "loads", each.loads(),
                    "of the fewest possible", (double) each.loads() / least,
                    "idle while jobs waited", each.share()));
        }
        Seen parley = seen.get(0);
        double makespan = parley.measured().seconds() / best;
        return new Report(
                "unequal",
                List.of(
                        new Table(
                                "%d jobs from %d clients; best possible %.1f s, fewest loads for that %d"
                                        .formatted(jobs, clients, best, least),
                                rows),
                        idleness(parley)),
                List.of(new Guarantee("every job is done", parley.done() + " of " + jobs, parley.done() == jobs)),
                List.of(
                        new Goal("makespan <= 1.05 x the best possible", times(makespan), makespan <= GOAL_MAKESPAN),
                        new Goal(
                                "loads <= 1.1 x the fewest possible",
                                times((double) parley.loads() / least),
                                parley.loads() <= GOAL_LOADS * least)));
    }

    private static Table idleness(Seen parley) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < SPEEDS.size(); i++) {
            Idleness idle = parley.idle().get(i);
            rows.add(Table.row(
                    "node of speed", SPEEDS.get(i),
                    "times idle", idle.nanos().size(),
                    "p50 ms", idle.millis(0.5),
                    "p95 ms", idle.millis(0.95),
                    "longest ms", idle.millis(1),
                    "idle s", idle.seconds()));
        }
        return new Table("Parley's nodes between two jobs, until the last one began", rows);
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.2f x", factor);
    }
}
