package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.load.Ask;
import dev.parley.benchmarks.load.Distribution;
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
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Many conversations at once, each with one viewer who looks through another replica than the one that runs it: how old a
 * token is when it is seen, beside the same tokens read from the node itself; and how long keeping a turn takes meanwhile.
 *
 * @param conversations at once
 * @param rate tokens per second of each, at which the aim is
 * @param steps how many other rates are tried to find the highest that keeps it
 * @param hold how long each rate is watched
 */
record StreamsScenario(int conversations, double rate, int steps, Duration hold) implements Scenario {

    private static final String NODE = "streams";
    private static final String MODEL = "streams:latest";
    private static final double SOON_MILLIS = 60;
    private static final double STEP = 1.5;

    /** Turns are of different lengths, so that they end one by one, and enough of them while they are watched. */
    private static final double SHORTEST_SECONDS = 5;

    private static final double LONGEST_SECONDS = 45;

    private static final double BEGUN_PER_SECOND = 40;
    private static final int MOST_WARMING = 60;
    private static final Duration WARM = Duration.ofSeconds(5);

    @Override
    public List<NodeWish> nodes() {
        return List.of(node());
    }

    private NodeWish node() {
        return NodeWish.of(
                NODE,
                conversations + 16,
                "model=" + MODEL,
                "mode=clock",
                "load-seconds=0",
                "first-token-seconds=0",
                "context-length=8192",
                "answer-tokens=" + longest(rate),
                "tokens-per-second=" + rate,
                // Each slot takes memory of its own; a node with hundreds is no machine that there is.
                "ram-bytes=" + (1L << 50));
    }

    private static int longest(double rate) {
        return (int) Math.ceil(rate * LONGEST_SECONDS);
    }

    /** Of the turns of one of them. */
    private int tokens(int number, double rate) {
        double share = (number + 0.5) / conversations;
        return (int) Math.ceil(rate * (SHORTEST_SECONDS + share * (LONGEST_SECONDS - SHORTEST_SECONDS)));
    }

    /** What was seen at one rate. */
    private record Seen(Target target, double rate, Crowd.Seen seen, int open, Commits commits) {

        Distribution ages() {
            return seen.ages();
        }

        boolean soon() {
            return ages().nanos().length > 0 && ages().millis(0.99) < SOON_MILLIS;
        }

        Map<String, Object> row(int conversations) {
            return Table.row(
                    "target",
                    target.name(),
                    "conversations",
                    conversations,
                    "tokens/s of each",
                    rate,
                    "tokens/s seen",
                    seen.tokensPerSecond(),
                    "frames/s",
                    seen.framesPerSecond(),
                    "age p50 ms",
                    ages().millis(0.5),
                    "age p99 ms",
                    ages().millis(0.99),
                    "longest ms",
                    ages().millis(1));
        }
    }

    @Override
    public Report run(House house) {
        SimulatedNode node = house.node(NODE);
        Replicas replicas = Replicas.start(house, Map.of());
        List<Map<String, Object>> processes = new ArrayList<>();
        Seen direct = direct(house.twin(node()));
        warm(replicas, node);
        Seen first = through(replicas, node, rate, processes);
        List<Seen> all = new ArrayList<>(List.of(direct, first));
        double highest = first.soon() ? rate : 0;
        double next = first.soon() ? rate * STEP : rate / STEP;
        for (int step = 0; step < steps; step++) {
            Seen seen = through(replicas, node, next, new ArrayList<>());
            all.add(seen);
            highest = seen.soon() ? Math.max(highest, next) : highest;
            if (seen.soon() != first.soon()) {
                break;
            }
            next = first.soon() ? next * STEP : next / STEP;
        }
        return report(all, first, highest, SyncedWrites.on(house.stage()), processes);
    }

    private Seen direct(SimulatedNode twin) {
        Scenario.say("reading %d streams from the node itself".formatted(conversations));
        twin.load(MODEL);
        Ask ask = Ask.chat(MODEL, longest(rate) * 100);
        twin.set(Map.of("answer_tokens", longest(rate) * 100));
        return watched(Target.direct(twin.url()), rate, number -> ask, () -> new Commits(new TreeMap<>()));
    }

    /** Short turns, some hundred of them: what is measured is no process that has just been started. */
    private void warm(Replicas replicas, SimulatedNode node) {
        Scenario.say("warming");
        node.set(Map.of("tokens_per_second", rate));
        int tokens = (int) Math.ceil(rate * SHORTEST_SECONDS / 2);
        List<String> begun = new ArrayList<>();
        Pace.perSecond(
                BEGUN_PER_SECOND,
                Math.min(MOST_WARMING, conversations),
                number -> begun.add(replicas.begin("warming " + number, MODEL, tokens)));
        try (Crowd crowd = new Crowd(begun.size())) {
            crowd.join(replicas.window(), begun.size(), number -> Replicas.events(begun.get(number), ""));
            Pace.rest(hold);
        }
        begun.forEach(replicas::abort);
    }

    private Seen through(
            Replicas replicas, SimulatedNode node, double tokensPerSecond, List<Map<String, Object>> used) {
        Scenario.say("%d conversations of %.1f tokens/s".formatted(conversations, tokensPerSecond));
        node.set(Map.of("tokens_per_second", tokensPerSecond, "answer_tokens", longest(tokensPerSecond)));
        List<String> begun = new ArrayList<>();
        Pace.perSecond(
                BEGUN_PER_SECOND,
                conversations,
                number -> begun.add(replicas.begin("streams " + number, MODEL, tokens(number, tokensPerSecond))));
        Consumption[] using = new Consumption[1];
        Seen seen =
                watched(replicas.window(), tokensPerSecond, number -> Replicas.events(begun.get(number), ""), () -> {
                    if (using[0] == null) {
                        using[0] = Consumption.of(replicas.processes(node));
                    } else {
                        used.addAll(using[0].rows());
                    }
                    return Commits.at(replicas.running());
                });
        begun.forEach(replicas::abort);
        return seen;
    }

    /** @param look at what was kept; once before it counts and once after */
    private Seen watched(Target target, double tokensPerSecond, IntFunction<Ask> ask, Supplier<Commits> look) {
        try (Crowd crowd = new Crowd(conversations)) {
            crowd.join(target, conversations, ask);
            Pace.rest(hold.compareTo(WARM) < 0 ? hold : WARM);
            Commits before = look.get();
            Crowd.Seen seen = crowd.watch(hold);
            return new Seen(
                    target, tokensPerSecond, seen, crowd.reading(), look.get().since(before));
        }
    }

    private static Map<String, Object> kept(String what, long count, double half, double most) {
        return Table.row("what is kept", what, "times", count, "p50 ms", half, "p99 ms", most);
    }

    private Report report(
            List<Seen> all, Seen first, double highest, Distribution disk, List<Map<String, Object>> processes) {
        Commits commits = first.commits();
        return new Report(
                "streams",
                List.of(
                        new Table(
                                "How old a token is when its viewer has it",
                                all.stream()
                                        .map(seen -> seen.row(conversations))
                                        .toList()),
                        new Table(
                                "Keeping a turn, at %.1f tokens/s of each".formatted(rate),
                                List.of(
                                        kept(
                                                "a page written to the same disk",
                                                disk.nanos().length,
                                                disk.millis(0.5),
                                                disk.millis(0.99)),
                                        kept(
                                                "a turn, p50 and p99 at most",
                                                commits.count(),
                                                commits.millis(0.5),
                                                commits.millis(0.99)))),
                        new Table("What each process uses, at %.1f tokens/s of each".formatted(rate), processes)),
                List.of(new Guarantee(
                        "every viewer sees its conversation to the end of the watch",
                        all.stream().map(seen -> Integer.toString(seen.open())).toList() + " of " + conversations,
                        all.stream().allMatch(seen -> seen.open() == conversations))),
                List.of(
                        new Goal(
                                "a token is seen through another replica within 60 ms (p99) at %d conversations of %.0f/s"
                                        .formatted(conversations, rate),
                                "p99 %.1f ms".formatted(first.ages().millis(0.99)),
                                first.soon()),
                        new Goal(
                                "the highest rate that keeps it is found",
                                highest == 0
                                        ? "none of those tried"
                                        : "%.1f tokens/s of each, %.0f in all"
                                                .formatted(highest, highest * conversations),
                                highest > 0),
                        new Goal(
                                "a turn is kept within 5 ms (p50) and 25 ms (p99)",
                                "%.0f and %.0f ms at most".formatted(commits.millis(0.5), commits.millis(0.99)),
                                commits.count() > 0 && commits.millis(0.5) <= 5 && commits.millis(0.99) <= 25)));
    }
}
