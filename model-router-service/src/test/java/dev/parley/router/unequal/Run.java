package dev.parley.router.unequal;

import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.DoubleStream;

/** All of some work, done by three nodes of speeds 1:2:4, however it is given to them. */
final class Run {

    static final double LOAD_SECONDS = 10;

    /** Tokens per second. */
    private static final double[] SPEEDS = {25, 50, 100};

    private static final int SLOTS = 1;
    private static final int MODELS_IN_MEMORY = 2;

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final Instant begin = clock.instant();
    private final Events events = new Events(clock);
    private final List<FakeNode> nodes;
    private final Work work;
    private final List<Double> waits = new ArrayList<>();
    private int done;

    private Run(Work work) {
        this.work = work;
        this.nodes = DoubleStream.of(SPEEDS)
                .mapToObj(speed -> new FakeNode(
                        "speed-" + (int) speed, speed, SLOTS, MODELS_IN_MEMORY, LOAD_SECONDS, events, clock))
                .toList();
    }

    /** How a job is given to a node; {@code begun} and {@code done} are run when it is. */
    private interface Way {
        void give(Job job, Runnable begun, Runnable done);
    }

    /** @param clients each with one job at a time */
    static Run byTheRouter(Work work, int clients) {
        Run run = new Run(work);
        return run.all(new Pool(run.nodes, work, run.events, run.clock)::ask, clients);
    }

    static Run roundRobin(Work work, int clients) {
        Run run = new Run(work);
        int[] turn = new int[1];
        return run.all(
                (job, begun, done) ->
                        run.nodes.get(turn[0]++ % run.nodes.size()).ask(job, begun, told -> done.run()),
                clients);
    }

    static Run leastConnections(Work work, int clients) {
        Run run = new Run(work);
        return run.all(
                (job, begun, done) -> run.nodes.stream()
                        .min(Comparator.comparingInt(FakeNode::outstanding))
                        .orElseThrow()
                        .ask(job, begun, told -> done.run()),
                clients);
    }

    private Run all(Way way, int clients) {
        Deque<Job> left = new ArrayDeque<>(work.jobs());
        for (int i = 0; i < clients; i++) {
            next(way, left);
        }
        events.runUntil(() -> done == work.jobs().size());
        return this;
    }

    private void next(Way way, Deque<Job> left) {
        if (left.isEmpty()) {
            return;
        }
        double asked = seconds();
        way.give(left.remove(), () -> waits.add(seconds() - asked), () -> {
            done++;
            next(way, left);
        });
    }

    private double seconds() {
        return Duration.between(begin, clock.instant()).toNanos() / 1e9;
    }

    /** Of the best possible: all nodes busy to the end, or the longest job on the fastest node. */
    double makespan() {
        double total = work.tokens() / DoubleStream.of(SPEEDS).sum();
        double longest = work.longest() / DoubleStream.of(SPEEDS).max().orElseThrow() * SLOTS;
        return seconds() / Math.max(total, longest);
    }

    int loads() {
        return nodes.stream().mapToInt(FakeNode::loads).sum();
    }

    /** The fewest loads with which a plan that knows all lengths could have ended as soon. */
    int leastLoads() {
        return LeastLoads.of(work, nodes, LOAD_SECONDS, seconds());
    }

    /** As many as keep all nodes busy to the end, unless some part of the work happens to be just what some nodes can do. */
    int balancedLoads() {
        return work.byNeeds().size() + nodes.size() - 1;
    }

    double p95Wait() {
        return waits.stream().sorted().toList().get(waits.size() * 95 / 100);
    }
}
