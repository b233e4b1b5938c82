package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NginxHops;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Keys;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What gateway and router add: the relay alone, then with claims, then with claims and a key's limits; beside the node itself
 * and as many hops of nginx.
 *
 * @param single calls of one client
 * @param many calls of sixteen
 * @param bursts streamed as fast as the node writes
 * @param paced streams at a model's pace
 * @param crowd streams that are open at once
 */
record RelayScenario(int single, int many, int bursts, Crowd paced, Crowd crowd) implements Scenario {

    private static final String NGINX = "nginx, two hops";
    private static final String FULL = "Parley, with claims and limits";
    private static final String INSTALLED = "Parley, with claims, both compilers";
    private static final double MOST_BYTES_PER_STREAM = 64 * 1024;

    @Override
    public List<NodeWish> nodes() {
        return List.of(FastNode.wish(), paced.node(), crowd.node());
    }

    @Override
    public Report run(House house) {
        Target administrator = house.target();
        Target full = administrator.as(FULL, Optional.of(Keys.limited(administrator, "relay")));
        List<Target> parley =
                List.of(house.relayAlone("Parley, relay alone"), house.withoutKeys("Parley, with claims"), full);
        List<Target> alsoInstalled = new ArrayList<>(parley);
        Target installed = house.bothCompilers(INSTALLED);
        alsoInstalled.add(installed);
        warm(installed);
        List<Rounds.Result> rounds = new Rounds(
                        beside(house, FastNode.NAME, alsoInstalled),
                        List.of(Workload.single(single), Workload.whole(many), Workload.burst(bursts)))
                .run();
        List<Crowd.Seen> walk = seen(house, paced, parley);
        List<Crowd.Seen> stand = seen(house, crowd, List.of(full));
        return new Report(
                "relay",
                List.of(
                        Rounds.table("Calls to a node that answers at once", rounds),
                        streams(paced, walk),
                        streams(crowd, stand)),
                List.of(allOpen(paced, walk), allOpen(crowd, stand)),
                goals(rounds, stand));
    }

    /** The second compiler looks at what has run some ten thousand times. */
    private void warm(Target target) {
        new Rounds(List.of(target), List.of(Workload.burst(many), Workload.whole(many))).run();
    }

    private static List<Crowd.Seen> seen(House house, Crowd crowd, List<Target> parley) {
        return beside(house, crowd.node().name(), parley).stream()
                .map(crowd::at)
                .toList();
    }

    /** The node itself first, then these, then nginx where it is installed. */
    private static List<Target> beside(House house, String node, List<Target> parley) {
        SimulatedNode below = house.node(node);
        List<Target> all = new ArrayList<>(List.of(Target.direct(below.url())));
        all.addAll(parley);
        NginxHops.start(house.stage(), below.url()).ifPresent(nginx -> all.add(nginx.target()));
        return all;
    }

    private static Table streams(Crowd crowd, List<Crowd.Seen> seen) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Crowd.Seen each : seen) {
            rows.add(Table.row(
                    "target",
                    each.target().name(),
                    "open",
                    each.open(),
                    "gap p50 ms",
                    each.gaps().millis(0.5),
                    "gap p99 ms",
                    each.gaps().millis(0.99),
                    "added gap p99 ms",
                    each.gaps().millis(0.99) - seen.get(0).gaps().millis(0.99),
                    "CPU µs per record, all hops",
                    each.cpuMicros(),
                    "KB per stream, all hops",
                    sum(each.full(), each.before()) / 1024 / crowd.streams(),
                    "of each process",
                    ofEach(crowd, each),
                    "after " + crowd.hold().toSeconds() + " s more",
                    sum(each.after(), each.before()) / 1024 / crowd.streams()));
        }
        return new Table("%d open streams of %s records/s".formatted(crowd.streams(), crowd.recordsPerSecond()), rows);
    }

    private static String ofEach(Crowd crowd, Crowd.Seen seen) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < seen.full().size(); i++) {
            each.add("%.1f".formatted((seen.full().get(i) - seen.before().get(i)) / 1024.0 / crowd.streams()));
        }
        return each.stream().collect(Collectors.joining(" + "));
    }

    private static double sum(List<Long> now, List<Long> before) {
        return now.stream().mapToLong(Long::longValue).sum()
                - before.stream().mapToLong(Long::longValue).sum();
    }

    private static Guarantee allOpen(Crowd crowd, List<Crowd.Seen> seen) {
        String open = seen.stream().map(each -> each.open() + " " + each.why()).collect(Collectors.joining(", "));
        return new Guarantee(
                crowd.streams() + " streams are open at once, at every target",
                open,
                seen.stream().allMatch(each -> each.open() == crowd.streams()));
    }

    private List<Goal> goals(List<Rounds.Result> rounds, List<Crowd.Seen> stand) {
        List<Goal> goals = new ArrayList<>();
        double parley = cpuOfBurst(rounds, INSTALLED);
        double nginx = cpuOfBurst(rounds, NGINX);
        if (nginx > 0) {
            goals.add(new Goal(
                    "CPU per burst stream <= 2 x nginx's, both compilers",
                    "%.0f µs, %.1f x".formatted(parley, parley / nginx),
                    parley <= 2 * nginx));
        }
        Crowd.Seen full = stand.get(1);
        double most = 0;
        for (int i = 0; i < full.full().size(); i++) {
            most = Math.max(most, (full.full().get(i) - full.before().get(i)) / (double) crowd.streams());
        }
        goals.add(new Goal(
                "memory per open stream <= 64 KB per hop",
                "%.1f KB".formatted(most / 1024),
                most <= MOST_BYTES_PER_STREAM));
        return goals;
    }

    private static double cpuOfBurst(List<Rounds.Result> rounds, String target) {
        return rounds.stream()
                .filter(each -> each.target().name().equals(target)
                        && each.workload().title().startsWith("burst"))
                .mapToDouble(Rounds.Result::cpuMicros)
                .findFirst()
                .orElse(0);
    }
}
