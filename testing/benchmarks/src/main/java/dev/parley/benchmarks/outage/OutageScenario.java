package dev.parley.benchmarks.outage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Distribution;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One of two nodes loses its power, takes connections again at once but resets every request, and is well after a while: so
 * the requests that still reach it can be counted where they arrive. It comes back with its model loaded: a cold node would get
 * nothing while a warm one has room, and rightly so. Clients send at a fixed rate all the time.
 *
 * @param rate requests per second
 * @param streamSeconds how long an answer takes
 * @param before the load runs before the outage
 * @param outage how long it lasts
 * @param after the load goes on after it
 */
record OutageScenario(int rate, int streamSeconds, Duration before, Duration outage, Duration after)
        implements Scenario {

    private static final String MODEL = "outage:latest";
    private static final int TOKENS_PER_SECOND = 10;
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final double SOON_BACK_SECONDS = 5;

    @Override
    public List<NodeWish> nodes() {
        return List.of(node("outage-failing"), node("outage-staying"));
    }

    /** Each of them alone could carry the load, with some room. */
    private NodeWish node(String name) {
        return NodeWish.of(
                name,
                rate * streamSeconds * 2,
                "model=" + MODEL,
                "tokens-per-second=" + TOKENS_PER_SECOND,
                "load-seconds=0.5",
                "first-token-seconds=0.01");
    }

    @Override
    public Report run(House house) {
        SimulatedNode failing = house.node("outage-failing");
        SimulatedNode twin = house.twin(node("twin-failing"));
        SimulatedNode otherTwin = house.twin(node("twin-staying"));
        Target parley = house.target();
        List<Target> turns = List.of(Target.direct(twin.url()), Target.direct(otherTwin.url()));
        List.of(failing, house.node("outage-staying"), twin, otherTwin).forEach(node -> node.load(MODEL));
        try (Calls calls = new Calls(rate * streamSeconds * 20)) {
            OpenLoad through = new OpenLoad(calls, number -> parley, MODEL, streamSeconds * TOKENS_PER_SECOND);
            OpenLoad direct =
                    new OpenLoad(calls, number -> turns.get(number % 2), MODEL, streamSeconds * TOKENS_PER_SECOND);
            Scenario.say("two nodes, " + rate + " requests/s; " + outage.toSeconds() + " s without one of them");
            Outage seen = play(List.of(through, direct), List.of(failing, twin));
            return report(through.judged(seen), direct.judged(seen), seen, failing.requests());
        }
    }

    private Outage play(List<OpenLoad> loads, List<SimulatedNode> failing) {
        int all = (int) (rate * (before.plus(outage).plus(after).toMillis() / 1_000.0));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(
                () -> Pace.perSecond(rate, all, number -> loads.forEach(load -> load.send(number))));
        Pace.rest(before);
        Instant began = Instant.now();
        failing.forEach(node -> node.fault(Map.of("fault", "F07")));
        failing.forEach(SimulatedNode::restart);
        long beganNanos = System.nanoTime();
        Pace.rest(outage);
        failing.forEach(SimulatedNode::behave);
        failing.forEach(node -> node.load(MODEL));
        Outage seen = new Outage(began, Instant.now(), beganNanos, System.nanoTime());
        Calls.await(sending, before.plus(outage).plus(after).plus(LATE));
        loads.forEach(load -> load.await(LATE));
        return seen;
    }

    private Report report(OpenLoad.Judged parley, OpenLoad.Judged direct, Outage outage, List<JsonNode> requests) {
        List<Instant> arrivals = arrivals(requests);
        List<Instant> during = arrivals.stream().filter(outage::contains).toList();
        int mostPerSecond = mostPerSecond(during);
        double back = secondsUntilBack(requests, outage);
        return new Report(
                "outage",
                List.of(new Table(
                        "%d requests/s, one of two nodes away for %d s".formatted(rate, this.outage.toSeconds()),
                        List.of(row("Parley", parley), row("clients that take turns", direct)))),
                List.of(
                        new Guarantee(
                                "every request whose answer had not begun when the node left is served",
                                parley.lost() + " of " + parley.notBegun() + " lost" + parley.firstLoss(),
                                parley.lost() == 0),
                        new Guarantee(
                                "the failed node gets at most one request per second",
                                "%d in %d s, %d within one second after the first"
                                        .formatted(during.size(), this.outage.toSeconds(), mostPerSecond),
                                during.size() <= this.outage.toSeconds() + inFlight() && mostPerSecond <= 1),
                        new Guarantee(
                                "it gets traffic again within 5 s after its recovery",
                                back < 0 ? "not at all" : "after %.1f s".formatted(back),
                                back >= 0 && back <= SOON_BACK_SECONDS)));
    }

    /** What was on its way to the node when it left, before anybody could know. */
    private int inFlight() {
        return Math.max(1, rate / 10);
    }

    private static Map<String, Object> row(String target, OpenLoad.Judged judged) {
        Distribution first = judged.firstBytes();
        return Table.row(
                "target", target,
                "sent", judged.sent(),
                "served", judged.served(),
                "answers cut by the outage", judged.cut(),
                "lost without an answer", judged.lost(),
                "first byte p50 ms", first.millis(0.5),
                "first byte p99 ms", first.millis(0.99),
                "longest", first.millis(1));
    }

    private static List<Instant> arrivals(List<JsonNode> requests) {
        List<Instant> arrivals = new ArrayList<>();
        for (JsonNode request : requests) {
            if (request.path("path").asText().equals("/api/generate")) {
                arrivals.add(Instant.parse(request.path("received_at").asText()));
            }
        }
        return arrivals;
    }

    /** Leaves out the first second: what was already on its way then could not know. */
    private static int mostPerSecond(List<Instant> during) {
        int most = 0;
        for (int i = 0; i < during.size(); i++) {
            Instant from = during.get(i);
            if (from.isBefore(during.get(0).plusSeconds(1))) {
                continue;
            }
            long within = during.stream()
                    .filter(other -> !other.isBefore(from) && other.isBefore(from.plusMillis(900)))
                    .count();
            most = Math.max(most, (int) within);
        }
        return most;
    }

    private static double secondsUntilBack(List<JsonNode> requests, Outage outage) {
        return requests.stream()
                .filter(request -> request.path("path").asText().equals("/api/generate"))
                .filter(request -> request.path("outcome").asText().equals("completed"))
                .map(request -> Instant.parse(request.path("received_at").asText()))
                .filter(arrival -> !arrival.isBefore(outage.ended()))
                .findFirst()
                .map(arrival -> Duration.between(outage.ended(), arrival).toMillis() / 1_000.0)
                .orElse(-1.0);
    }
}
