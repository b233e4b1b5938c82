package dev.parley.benchmarks.survival;

import dev.parley.benchmarks.house.House;
import dev.parley.benchmarks.house.NodeWish;
import dev.parley.benchmarks.house.Replica;
import dev.parley.benchmarks.house.Rest;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.load.Pace;
import dev.parley.benchmarks.report.Report;
import dev.parley.benchmarks.report.Report.Goal;
import dev.parley.benchmarks.report.Report.Guarantee;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import dev.parley.benchmarks.survival.Viewer.Seen;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Conversations without an end run on three orchestrators, of which one at a time is killed and started again. Afterwards
 * they are stopped, and everybody is asked what was seen: viewers, the log, and the node, which alone knows what was paid for.
 *
 * @param kills how many
 * @param conversations that run at once
 * @param viewers spread over them
 * @param pace between two kills
 */
record SurvivalScenario(int kills, int conversations, int viewers, Duration pace) implements Scenario {

    private static final String NODE = "survival";
    private static final String MODEL = "survival:latest";
    private static final int REPLICAS = 3;
    private static final double SOON_SECONDS = 10;
    private static final Duration LATE = Duration.ofSeconds(90);

    @Override
    public List<NodeWish> nodes() {
        return List.of(NodeWish.of(
                NODE, 64, "model=" + MODEL, "tokens-per-second=30", "load-seconds=0.2", "first-token-seconds=0.01"));
    }

    @Override
    public Report run(House house) {
        SimulatedNode node = house.node(NODE);
        node.load(MODEL);
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            replicas.add(Replica.of(house.parley(), "orchestrator", Map.of(), house.stage()));
        }
        ProcessHandle.of(house.parley().pid("orchestrator")).ifPresent(first -> {
            first.destroyForcibly();
            first.onExit().join();
        });
        Door door = Door.before(replicas.stream().map(Replica::url).toList(), house.stage());
        URI gateway = Replica.of(
                        house.parley(),
                        "gateway",
                        Map.of(
                                "GATEWAY_IDENTITY_MODE",
                                "off",
                                "GATEWAY_ORCHESTRATOR_URL",
                                door.url().toString()),
                        house.stage())
                .url();
        long before = node.count("generations_started");
        List<String> started = IntStream.range(0, conversations)
                .mapToObj(number -> start(gateway, number))
                .toList();
        List<Viewer> watching = IntStream.range(0, viewers)
                .mapToObj(number -> new Viewer(gateway, started.get(number % conversations)))
                .toList();
        Scenario.say("%d conversations, %d viewers, %d kills".formatted(conversations, viewers, kills));
        List<Instant> killed = kill(replicas);
        Pace.rest(pace);
        started.forEach(id -> stop(gateway, id));
        await(watching);
        long generations = node.count("generations_started") - before;
        List<Viewer> late = started.stream().map(id -> new Viewer(gateway, id)).toList();
        await(late);
        Report report = report(watching, late, killed, generations);
        watching.forEach(Viewer::close);
        late.forEach(Viewer::close);
        return report;
    }

    /** One that is down is not killed again; at least one lives at any time. */
    private List<Instant> kill(List<Replica> replicas) {
        Random random = new Random(7);
        List<Instant> killed = new ArrayList<>();
        List<CompletableFuture<Void>> back =
                new ArrayList<>(Collections.nCopies(REPLICAS, CompletableFuture.completedFuture(null)));
        while (killed.size() < kills) {
            Pace.rest(pace);
            int victim = random.nextInt(REPLICAS);
            long alive = back.stream().filter(CompletableFuture::isDone).count();
            if (back.get(victim).isDone() && alive > 1) {
                replicas.get(victim).kill();
                killed.add(Instant.now());
                back.set(
                        victim,
                        CompletableFuture.runAsync(() -> replicas.get(victim).startAgain()));
            }
        }
        back.forEach(CompletableFuture::join);
        return killed;
    }

    private Report report(List<Viewer> watching, List<Viewer> late, List<Instant> killed, long generations) {
        Map<String, List<Seen>> truth = new HashMap<>();
        late.forEach(viewer -> truth.put(viewer.conversation(), viewer.durable()));
        List<Seen> log = truth.values().stream().flatMap(List::stream).toList();
        long lost = watching.stream()
                .mapToLong(viewer -> missing(viewer.durable(), truth.getOrDefault(viewer.conversation(), List.of())))
                .sum();
        long doubled = watching.stream().mapToLong(Viewer::doubled).sum();
        long attempts = count(log, "turn.started");
        long again = truth.values().stream()
                .mapToLong(SurvivalScenario::begunAfterTheirEnd)
                .sum();
        List<Double> takeovers = takeovers(log, killed);
        double p99 = takeovers.isEmpty() ? 0 : takeovers.get((int) Math.ceil(takeovers.size() * 0.99) - 1);
        return new Report(
                "survival",
                List.of(new Table(
                        "%d kills of one of %d orchestrators".formatted(killed.size(), REPLICAS),
                        List.of(Table.row(
                                "finished turns",
                                count(log, "turn.completed"),
                                "interrupted turns",
                                takeovers.size(),
                                "generations at the node",
                                generations,
                                "connections of viewers",
                                watching.stream().mapToInt(Viewer::connections).sum(),
                                "takeover p50 s",
                                takeovers.isEmpty() ? 0 : takeovers.get(takeovers.size() / 2),
                                "takeover p99 s",
                                p99)))),
                List.of(
                        new Guarantee(
                                "no finished turn is generated twice",
                                "%d begun after their end, %d generations for %d attempts"
                                        .formatted(again, generations, attempts),
                                again == 0 && generations <= attempts),
                        new Guarantee(
                                "no viewer misses an event or sees one twice",
                                "%d missed, %d doubled, by %d viewers".formatted(lost, doubled, watching.size()),
                                lost == 0 && doubled == 0),
                        new Guarantee(
                                "every conversation ends when it is stopped",
                                count(log, "conversation.completed") + " of " + conversations,
                                count(log, "conversation.completed") == conversations)),
                List.of(new Goal(
                        "what a killed process left is gone on with within 10 s",
                        "p99 %.1f s".formatted(p99),
                        p99 <= SOON_SECONDS)));
    }

    private static long missing(List<Seen> seen, List<Seen> truth) {
        Set<String> ids = new HashSet<>();
        seen.forEach(event -> ids.add(event.id()));
        return truth.stream().filter(event -> !ids.contains(event.id())).count();
    }

    private static long begunAfterTheirEnd(List<Seen> log) {
        Set<Integer> over = new HashSet<>();
        long again = 0;
        for (Seen event : log) {
            int turn = event.data().path("turn").asInt();
            if (event.type().equals("turn.started") && over.contains(turn)) {
                again++;
            }
            if (event.type().equals("turn.completed") && !over.add(turn)) {
                again++;
            }
        }
        return again;
    }

    /** From the kill before it to the line that says so, of every attempt that ended with its process. */
    private static List<Double> takeovers(List<Seen> log, List<Instant> killed) {
        return log.stream()
                .filter(event -> event.type().equals("turn.interrupted")
                        && event.data().path("reason").asText().equals("process-ended"))
                .map(event -> Instant.parse(event.data().path("timestamp").asText()))
                .flatMap(heard -> killed.stream()
                        .filter(kill -> kill.isBefore(heard))
                        .reduce((first, second) -> second)
                        .map(kill -> Duration.between(kill, heard).toMillis() / 1_000.0)
                        .stream())
                .sorted()
                .toList();
    }

    private static long count(List<Seen> log, String type) {
        return log.stream().filter(event -> event.type().equals(type)).count();
    }

    private static String start(URI gateway, int number) {
        Map<String, Object> agent = Map.of("model", MODEL, "max_tokens", 45, "timeout", 30);
        Map<String, Object> wish = Map.of(
                "subject", "survival " + number,
                "machines", List.of(agent, agent),
                "num_rounds", 0,
                "pause_seconds", 0,
                "history_limit", 4);
        return Rest.send("POST", gateway.resolve("/api/conversations/start"), Optional.empty(), wish)
                .path("id")
                .asText();
    }

    private static void stop(URI gateway, String id) {
        Rest.send("POST", gateway.resolve("/api/conversations/" + id + "/stop"), Optional.empty(), Map.of());
    }

    private static void await(List<Viewer> viewers) {
        long until = System.nanoTime() + LATE.toNanos();
        while (!viewers.stream().allMatch(Viewer::ended) && System.nanoTime() < until) {
            Pace.rest(Duration.ofMillis(100));
        }
    }
}
