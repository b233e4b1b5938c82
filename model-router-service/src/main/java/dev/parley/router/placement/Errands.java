package dev.parley.router.placement;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.Delays;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends nodes on errands: each node fetches one model at a time and loads one at a time, and who asks for what is asked for
 * already shares it. For any thread.
 */
public final class Errands {

    private static final Logger LOG = Logger.getLogger(Errands.class);

    private final NodeWork work;
    private final Terms terms;
    private final Delays delays;
    private final Consumer<Errand> done;

    /** Guarded by itself. */
    private final Map<LaneKey, Lane> lanes = new HashMap<>();

    /**
     * Their bounds.
     *
     * @param waiting how many may wait at a node behind one of their kind
     * @param tries how often a node that cannot be reached is asked; it goes on where it stopped
     * @param pause before it is asked again, doubled with each try
     * @param keep how long a loaded model stays in memory after its last use
     */
    public record Terms(int waiting, int tries, Duration pause, Duration keep) {}

    private record LaneKey(NodeId node, Errand.Kind kind) {}

    private record Job(Node node, String written, Errand errand, BooleanSupplier allowed) {}

    private static final class Lane {
        private final Deque<Job> waiting = new ArrayDeque<>();
        private Job running;

        Lane(Job first) {
            running = first;
        }

        Optional<Errand> find(ModelName model) {
            return all().filter(job -> job.errand().model().equals(model))
                    .map(Job::errand)
                    .findFirst();
        }

        Stream<Job> all() {
            return Stream.concat(Stream.of(running), waiting.stream());
        }
    }

    /** @param done told of every errand that a node did, so that it is looked at */
    public Errands(NodeWork work, Terms terms, Delays delays, Consumer<Errand> done) {
        this.work = work;
        this.terms = terms;
        this.delays = delays;
        this.done = done;
    }

    /**
     * Sends a node on an errand, or shares the one it is on.
     *
     * @param allowed asked when its turn has come; if not, it ends refused
     */
    public Errand send(Node node, Errand.Kind kind, ModelName model, String written, BooleanSupplier allowed) {
        LaneKey key = new LaneKey(node.id(), kind);
        Job job = new Job(node, written, new Errand(node.id(), model, kind), allowed);
        synchronized (lanes) {
            Lane lane = lanes.get(key);
            if (lane != null) {
                return lane.find(model).orElseGet(() -> wait(lane, job));
            }
            lanes.put(key, new Lane(job));
        }
        begin(key, job);
        return job.errand();
    }

    /** Everything under way or waiting. */
    public Collection<Errand> underWay() {
        synchronized (lanes) {
            List<Errand> all = new ArrayList<>();
            lanes.values().forEach(lane -> lane.all().map(Job::errand).forEach(all::add));
            return all;
        }
    }

    private Errand wait(Lane lane, Job job) {
        if (lane.waiting.size() >= terms.waiting()) {
            job.errand().end(new Outcome.Refused("too many models wait for the node"));
        } else {
            lane.waiting.add(job);
        }
        return job.errand();
    }

    private void begin(LaneKey key, Job job) {
        Errand errand = job.errand();
        if (!job.allowed().getAsBoolean()) {
            over(key, job, new Outcome.Refused("requests wait for another model in the node's memory"));
            return;
        }
        errand.began();
        LOG.infof("errand begins: node=%s model=%s errand=%s", errand.node(), errand.model(), errand.kind());
        attempt(key, job, 1);
    }

    private void attempt(LaneKey key, Job job, int number) {
        ask(job).thenAccept(outcome -> {
            if (outcome instanceof Outcome.Unreached && number < terms.tries()) {
                Duration pause = terms.pause().multipliedBy(1L << Math.min(number - 1, 10));
                delays.after(pause, () -> attempt(key, job, number + 1));
            } else {
                over(key, job, outcome);
            }
        });
    }

    private CompletionStage<Outcome> ask(Job job) {
        Errand errand = job.errand();
        return switch (errand.kind()) {
            case PULL -> work.pull(job.node(), job.written(), errand::told);
            case LOAD -> work.load(job.node(), job.written(), terms.keep());
        };
    }

    private void over(LaneKey key, Job job, Outcome outcome) {
        Errand errand = job.errand();
        LOG.infof(
                "errand over: node=%s model=%s errand=%s outcome=%s",
                errand.node(), errand.model(), errand.kind(), outcome);
        if (outcome instanceof Outcome.Done) {
            done.accept(errand);
        }
        Optional<Job> next = next(key);
        errand.end(outcome);
        next.ifPresent(job2 -> begin(key, job2));
    }

    private Optional<Job> next(LaneKey key) {
        synchronized (lanes) {
            Lane lane = lanes.get(key);
            Job next = lane == null ? null : lane.waiting.poll();
            if (lane == null || next == null) {
                lanes.remove(key);
                return Optional.empty();
            }
            lane.running = next;
            return Optional.of(next);
        }
    }
}
