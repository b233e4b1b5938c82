package dev.parley.benchmarks.tunnel;

import dev.parley.benchmarks.cancel.Leaving;
import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeAgent;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.house.Usage;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Call;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.load.StreamWatch;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The same node twice, once where the router reaches it and once behind a tunnel, asked through the same gateway.
 *
 * @param streams at once
 * @param tokens of each
 * @param times a caller leaves
 * @param bytes of a large request and of a large answer, about
 */
record TunnelScenario(int streams, int tokens, int times, int bytes) implements Scenario {

    private static final String REACHED = "tunnel-without:latest";
    private static final String TUNNELLED = "tunnel-behind:latest";
    private static final int ENDLESS = 20_000;
    private static final int BYTES_OF_A_RECORD = 100;
    private static final Duration LATE = Duration.ofSeconds(120);
    private static final double GOAL_MILLIS = 100;

    @Override
    public List<NodeWish> nodes() {
        return List.of(wish(REACHED));
    }

    private NodeWish wish(String model) {
        return NodeWish.of(
                model,
                streams + 16,
                "model=" + model,
                "tokens-per-second=30",
                "answer-tokens=" + 10 * ENDLESS,
                "load-seconds=0",
                "first-token-seconds=0",
                "ram-bytes=" + (1L << 50));
    }

    /**
     * One way to the same node.
     *
     * @param hops whose memory is looked at
     */
    private record Way(String name, String model, SimulatedNode node, List<Long> hops) {}

    @Override
    public Report run(House house) {
        Target parley = house.target();
        SimulatedNode behind = house.twin(wish(TUNNELLED));
        NodeAgent agent = NodeAgent.bring(house.stage(), parley, behind, "tunnel-bench", streams + 16);
        Way without = new Way("without", REACHED, house.node(REACHED), parley.hops());
        List<Long> hops = new ArrayList<>(parley.hops());
        hops.add(agent.pid());
        Way through = new Way("tunnel", TUNNELLED, behind, hops);
        List<Map<String, Object>> crowd = new ArrayList<>();
        List<Map<String, Object>> leaving = new ArrayList<>();
        List<Map<String, Object>> large = new ArrayList<>();
        List<Guarantee> guarantees = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        try (Calls calls = new Calls(streams + 8)) {
            for (Way way : List.of(without, through)) {
                Leaving.await("that " + way.model() + " is served", () -> isServed(calls, parley, way));
                crowd.add(crowd(calls, parley, way, guarantees));
                leaving.add(leaving(calls, parley, way, goals));
                large.add(large(calls, parley, way, guarantees));
            }
        }
        return new Report(
                "tunnel",
                List.of(
                        new Table(streams + " streams and a reader that takes nothing", crowd),
                        new Table("From a caller's leaving to the end of the node's work", leaving),
                        new Table("A large request, a large answer", large)),
                guarantees,
                goals);
    }

    private static boolean isServed(Calls calls, Target parley, Way way) {
        Call call = calls.begin(parley, Ask.generate(way.model(), false, 1), new StreamWatch());
        Calls.await(List.of(call), LATE);
        return call.status() == 200;
    }

    private Map<String, Object> crowd(Calls calls, Target parley, Way way, List<Guarantee> guarantees) {
        Scenario.say(streams + " streams: " + way.name());
        long before = Usage.residentBytes(way.hops());
        way.node().set(Map.of("burst", true));
        try (SlowReader slow = SlowReader.at(parley, Ask.generate(way.model(), true, bytes / BYTES_OF_A_RECORD))) {
            way.node().set(Map.of("burst", false));
            List<StreamWatch> watches = new ArrayList<>();
            List<Call> open = new ArrayList<>();
            Pace.perSecond(100, streams, number -> {
                StreamWatch watch = new StreamWatch();
                watches.add(watch);
                open.add(calls.begin(parley, Ask.generate(way.model(), true, tokens), watch));
            });
            Leaving.await("that all streams have begun", () -> watches.stream().allMatch(watch -> watch.pieces() > 0));
            long full = Usage.residentBytes(way.hops());
            Calls.await(open, LATE);
            long after = Usage.residentBytes(way.hops());
            long whole = watches.stream().filter(StreamWatch::whole).count();
            guarantees.add(new Guarantee(
                    "a reader that takes nothing holds up nobody else (" + way.name() + ")",
                    whole + " of " + streams + " streams came to their end",
                    whole == streams));
            Distribution first =
                    Distribution.of(open.stream().map(Call::firstByte).toList());
            Distribution gaps = new Distribution(watches.stream()
                    .flatMapToLong(watch -> java.util.Arrays.stream(watch.gaps()))
                    .toArray());
            return Table.row(
                    "way", way.name(),
                    "whole", whole,
                    "first byte p50 ms", first.millis(0.5),
                    "p99 ms", first.millis(0.99),
                    "gap p50 ms", gaps.millis(0.5),
                    "gap p99 ms", gaps.millis(0.99),
                    "MB before", before >> 20,
                    "all open", full >> 20,
                    "at the end", after >> 20);
        }
    }

    private Map<String, Object> leaving(Calls calls, Target parley, Way way, List<Goal> goals) {
        Scenario.say("leaving: " + way.name());
        Leaving.await("that the node is at rest", () -> way.node().held() == 0);
        Distribution seen = new Leaving(calls, way.node())
                .times(times, parley, Ask.generate(way.model(), true, ENDLESS), watch -> watch.pieces() >= 2);
        double p99 = seen.millis(0.99);
        goals.add(new Goal("p99 <= 100 ms (" + way.name() + ")", "%.1f ms".formatted(p99), p99 <= GOAL_MILLIS));
        return Table.row(
                "way",
                way.name(),
                "times",
                times,
                "p50 ms",
                seen.millis(0.5),
                "p99 ms",
                p99,
                "longest ms",
                seen.millis(1));
    }

    private Map<String, Object> large(Calls calls, Target parley, Way way, List<Guarantee> guarantees) {
        Scenario.say("large bodies: " + way.name());
        way.node().set(Map.of("burst", true));
        Ask small = Ask.generate(way.model(), false, 1);
        Ask long10 = new Ask(
                small.method(),
                small.path(),
                small.headers(),
                io.vertx.core.buffer.Buffer.buffer(
                        small.body().toString().replace("benchmark", "benchmark ".repeat(bytes / 10))));
        Call asked = calls.begin(parley, long10, new StreamWatch());
        Calls.await(List.of(asked), LATE);
        AtomicLong came = new AtomicLong();
        StreamWatch watch = new StreamWatch();
        Call answered =
                calls.begin(parley, Ask.generate(way.model(), true, bytes / BYTES_OF_A_RECORD), (piece, nanos) -> {
                    came.addAndGet(piece.length());
                    watch.piece(piece, nanos);
                });
        Calls.await(List.of(answered), LATE);
        way.node().set(Map.of("burst", false));
        guarantees.add(new Guarantee(
                "large requests and answers pass whole (" + way.name() + ")",
                asked.status() + ", " + came + " bytes, " + (watch.whole() ? "whole" : "cut"),
                asked.status() == 200 && watch.whole()));
        return Table.row(
                "way",
                way.name(),
                "request MB",
                long10.body().length() >> 20,
                "s",
                asked.whole() / 1e9,
                "answer MB",
                came.get() >> 20,
                "answer s",
                answered.whole() / 1e9);
    }
}
