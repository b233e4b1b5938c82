package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.RedisLook;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One conversation, many viewers of it at one replica, some of whom stop to read: how old a token is when it is seen, beside
 * one viewer and the node itself in the same run; how Redis is read for them; and what becomes of those who do not read.
 *
 * @param viewers who read
 * @param idlers who do not
 * @param rate tokens per second
 * @param past turns that were made before anybody looked; those who do not read are sent all of them
 * @param hold how long each crowd is watched
 */
record ViewersScenario(int viewers, int idlers, double rate, int past, Duration hold) implements Scenario {

    private static final String NODE = "viewers";
    private static final String MODEL = "viewers:latest";
    private static final int LONG_ANSWER = 20_000;
    private static final double SECONDS_OF_A_TURN = 6;
    private static final double SOON_MILLIS = 250;
    private static final int ORCHESTRATORS = 2;
    private static final Duration STALL = Duration.ofSeconds(5);
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final long FLAT_BYTES = 48L << 20;

    @Override
    public List<NodeWish> nodes() {
        return List.of(node());
    }

    private static NodeWish node() {
        return NodeWish.of(
                NODE, 8, "model=" + MODEL, "load-seconds=0", "first-token-seconds=0", "context-length=65536", "seed=1");
    }

    private Map<String, ?> talking() {
        return Map.of(
                "burst", false, "mode", "clock", "tokens_per_second", rate, "chunk_tokens", 1, "answer_tokens", (int)
                        Math.ceil(rate * SECONDS_OF_A_TURN));
    }

    /** How Redis was read while a crowd was watched. */
    private record Reading(Crowd.Seen seen, double perSecond, long connections) {}

    @Override
    public Report run(House house) {
        SimulatedNode node = house.node(NODE);
        Replicas replicas = Replicas.start(
                house,
                Map.of(
                        "GATEWAY_STREAMS_PATIENCE", STALL.toSeconds() + "s",
                        "ORCHESTRATOR_STREAM_STALL", STALL.toSeconds() + "s"));
        RedisLook redis = RedisLook.at(house.parley());
        Crowd.Seen direct = direct(house.twin(node()));
        String conversation = talk(replicas, node);
        try (Crowd crowd = new Crowd(viewers + idlers + 1)) {
            Target window = replicas.window();
            crowd.join(window, 1, number -> Replicas.events(conversation, ""));
            Reading one = read(crowd, redis);
            Scenario.say("%d viewers".formatted(viewers));
            String here = crowd.lastId();
            crowd.join(window, viewers - 1, number -> Replicas.events(conversation, here));
            Consumption using = Consumption.of(replicas.processes(node));
            Reading many = read(crowd, redis);
            List<Map<String, Object>> used = using.rows();
            Scenario.say("%d more that do not read".formatted(idlers));
            List<Idler> idle = idlers(window, conversation);
            Pace.rest(STALL.multipliedBy(2));
            Consumption later = Consumption.of(replicas.processes(node));
            Crowd.Seen beside = crowd.watch(hold);
            long grown = later.grown(List.of(Replicas.SHOWING, Replicas.WINDOW));
            int cut = (int) idle.stream().filter(Idler::isCut).count();
            crowd.join(
                    window,
                    idlers,
                    number -> Replicas.events(conversation, idle.get(number).lastId()));
            int reading = crowd.reading();
            idle.forEach(Idler::close);
            replicas.abort(conversation);
            return new Report(
                    "viewers",
                    List.of(
                            new Table(
                                    "How old a token of one conversation is when its viewers have it",
                                    List.of(
                                            row("direct", 1, direct),
                                            row("Parley, one viewer", 1, one.seen()),
                                            row("Parley, many viewers", viewers, many.seen()),
                                            row("Parley, and some who do not read", viewers, beside))),
                            new Table("How Redis is read for them", List.of(reads(1, one), reads(viewers, many))),
                            new Table("What each process uses, %d viewers".formatted(viewers), used)),
                    List.of(
                            new Guarantee(
                                    "one connection of each orchestrator reads the live plane, for however many viewers",
                                    "%d connections of %d orchestrators for 1 viewer, %d for %d"
                                            .formatted(one.connections(), ORCHESTRATORS, many.connections(), viewers),
                                    one.connections() <= ORCHESTRATORS && many.connections() <= ORCHESTRATORS),
                            new Guarantee(
                                    "whoever does not read is cut, and goes on with the last id it has",
                                    "%d of %d cut; %d of %d read in the end"
                                            .formatted(cut, idlers, reading, viewers + idlers),
                                    cut == idlers && reading == viewers + idlers)),
                    List.of(
                            new Goal(
                                    "%d viewers see a token within 250 ms (p99)".formatted(viewers),
                                    "p99 %.1f ms".formatted(many.seen().ages().millis(0.99)),
                                    many.seen().ages().millis(0.99) < SOON_MILLIS),
                            new Goal(
                                    "memory stays flat beside those who do not read",
                                    "%.1f MB more in the process that grew most".formatted(grown / 1048576.0),
                                    grown < FLAT_BYTES)));
        }
    }

    private Crowd.Seen direct(SimulatedNode twin) {
        twin.load(MODEL);
        twin.set(talking());
        twin.set(Map.of("answer_tokens", LONG_ANSWER));
        try (Crowd crowd = new Crowd(1)) {
            crowd.join(Target.direct(twin.url()), 1, number -> Ask.chat(MODEL, LONG_ANSWER));
            return crowd.watch(hold);
        }
    }

    /** A conversation with a past: what comes at once to whoever asks for all of it. */
    private String talk(Replicas replicas, SimulatedNode node) {
        Scenario.say("%d long turns".formatted(past));
        node.load(MODEL);
        node.set(Map.of("burst", true, "mode", "lorem", "chunk_tokens", 200, "answer_tokens", LONG_ANSWER));
        long before = node.count("generations_finished");
        String conversation = replicas.begin("viewers", MODEL, LONG_ANSWER);
        long until = System.nanoTime() + LATE.toNanos();
        while (node.count("generations_finished") - before < past && System.nanoTime() < until) {
            Pace.rest(Duration.ofMillis(50));
        }
        node.set(talking());
        return conversation;
    }

    private Reading read(Crowd crowd, RedisLook redis) {
        long before = redis.calls("xread");
        long began = System.nanoTime();
        Crowd.Seen seen = crowd.watch(hold);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Reading(seen, (redis.calls("xread") - before) / seconds, redis.connectionsIn("xread"));
    }

    private List<Idler> idlers(Target window, String conversation) {
        List<Idler> idle = new ArrayList<>();
        IntStream.range(0, idlers).forEach(number -> idle.add(new Idler(window, Replicas.events(conversation, ""))));
        return idle;
    }

    private static Map<String, Object> row(String target, int viewers, Crowd.Seen seen) {
        return Table.row(
                "target", target,
                "viewers", viewers,
                "tokens/s seen", seen.tokensPerSecond(),
                "frames/s", seen.framesPerSecond(),
                "age p50 ms", seen.ages().millis(0.5),
                "age p99 ms", seen.ages().millis(0.99),
                "longest ms", seen.ages().millis(1));
    }

    private static Map<String, Object> reads(int viewers, Reading reading) {
        return Table.row(
                "viewers", viewers,
                "connections that read", reading.connections(),
                "reads/s", reading.perSecond());
    }
}
