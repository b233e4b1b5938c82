package dev.parley.benchmarks.caps;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.Replica;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two routers, each behind a gateway of its own, over two nodes that would take far more than their caps: whatever comes beyond
 * a cap is therefore worked on at once, and counted by the node itself.
 *
 * @param clients half of them at each gateway; one whose gateway fails goes to the other
 * @param cap of each of two nodes
 * @param part how long each part is watched
 */
record CapsScenario(int clients, int cap, Duration part) implements Scenario {

    static final String MODEL = "caps:latest";
    private static final int ROUTERS = 2;
    private static final Duration BACK = Duration.ofSeconds(5);

    @Override
    public List<NodeWish> nodes() {
        return Stream.of("caps-a", "caps-b").map(name -> node(name).capped(cap)).toList();
    }

    private NodeWish node(String name) {
        return NodeWish.of(
                name, 2 * clients, "model=" + MODEL, "tokens-per-second=25", "jitter=0.5", "first-token-seconds=0.02");
    }

    @Override
    public Report run(House house) {
        List<SimulatedNode> nodes = List.of(house.node("caps-a"), house.node("caps-b"));
        nodes.forEach(node -> node.load(MODEL));
        Scenario.say("starting a second router and a second gateway");
        Replica router = Replica.of(house.parley(), "router", Map.of(), house.stage());
        Replica gateway = Replica.of(
                house.parley(),
                "gateway",
                Map.of("GATEWAY_ROUTER_URL", router.url().toString()),
                house.stage());
        Target first = house.target();
        List<Target> doors = List.of(first, new Target("second", gateway.url(), List.of(gateway.pid()), first.key()));
        List<Part> parts = new ArrayList<>(List.of(baseline(house)));
        double back;
        try (Calls calls = new Calls(2 * clients);
                Watchman watchman = new Watchman(nodes)) {
            Crowd crowd = new Crowd(calls, doors, clients);
            crowd.start();
            Pace.rest(Duration.ofSeconds(2));
            parts.add(part("two routers", cap, crowd, nodes, () -> {}));
            parts.add(part("one of them is killed", cap, crowd, nodes, router::kill));
            router.startAgain();
            Pace.rest(Duration.ofSeconds(1));
            parts.add(part("it is back", cap, crowd, nodes, () -> {}));
            parts.add(part("Redis is away", cap * ROUTERS, crowd, nodes, house.parley()::killRedis));
            Scenario.say("Redis comes back");
            long returned = RedisReturn.await(house.parley());
            Pace.rest(BACK);
            back = watchman.secondsUntilWithin(cap, returned);
            parts.add(part("Redis has been back for 5 s", cap, crowd, nodes, () -> {}));
            crowd.stop();
        }
        return report(parts, back);
    }

    /** Clients that know both nodes and take turns. */
    private Part baseline(House house) {
        List<SimulatedNode> twins = List.of(house.twin(node("caps-twin-a")), house.twin(node("caps-twin-b")));
        twins.forEach(twin -> twin.load(MODEL));
        try (Calls calls = new Calls(2 * clients)) {
            Crowd crowd = new Crowd(
                    calls, twins.stream().map(twin -> Target.direct(twin.url())).toList(), clients);
            crowd.start();
            Part part = part("clients that take turns at the nodes", clients, crowd, twins, () -> {});
            crowd.stop();
            return part;
        }
    }

    /**
     * One part of the play.
     *
     * @param bound what each node may hold in it
     * @param most what each node held at most
     */
    private record Part(String what, int bound, List<Integer> most, int served, int failed, double p99) {

        boolean within() {
            return most.stream().allMatch(each -> each <= bound);
        }
    }

    private Part part(String what, int bound, Crowd crowd, List<SimulatedNode> nodes, Runnable begin) {
        Scenario.say(what);
        nodes.forEach(SimulatedNode::forget);
        crowd.forget();
        begin.run();
        Pace.rest(part);
        return new Part(
                what,
                bound,
                nodes.stream().map(SimulatedNode::mostAtOnce).toList(),
                crowd.served(),
                crowd.failed(),
                crowd.latencies().millis(0.99));
    }

    private Report report(List<Part> parts, double back) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Guarantee> guarantees = new ArrayList<>();
        for (Part part : parts) {
            rows.add(Table.row(
                    "part", part.what(),
                    "at most at once, first node", part.most().get(0),
                    "second node", part.most().get(1),
                    "bound", part.bound() == clients ? "none" : part.bound(),
                    "served", part.served(),
                    "failed", part.failed(),
                    "p99 ms", part.p99()));
            if (part.bound() != clients) {
                guarantees.add(new Guarantee(
                        "at most %d at once at each node, %s".formatted(part.bound(), part.what()),
                        part.most().toString(),
                        part.within()));
            }
        }
        guarantees.add(new Guarantee(
                "within the caps at most 5 s after Redis is back",
                "last above them %.1f s after".formatted(back),
                back < BACK.toSeconds()));
        return new Report(
                "caps",
                List.of(new Table("%d clients, two nodes with a cap of %d".formatted(clients, cap), rows)),
                guarantees);
    }
}
