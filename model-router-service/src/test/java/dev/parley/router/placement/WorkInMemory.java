package dev.parley.router.placement;

import dev.parley.router.node.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Nodes that do what they are asked when the test says so. */
final class WorkInMemory implements NodeWork {

    final List<Job> jobs = new ArrayList<>();

    record Job(String what, Node node, String model, Consumer<Step> steps, CompletableFuture<Outcome> outcome) {

        void done() {
            outcome.complete(Outcome.DONE);
        }

        @Override
        public String toString() {
            return what + " " + model + " " + node.id();
        }
    }

    @Override
    public CompletionStage<Outcome> pull(Node node, String model, Consumer<Step> steps) {
        return job("pull", node, model, steps);
    }

    @Override
    public CompletionStage<Outcome> load(Node node, String model, Duration keep) {
        return job("load", node, model, step -> {});
    }

    @Override
    public CompletionStage<Outcome> unload(Node node, String model) {
        return job("unload", node, model, step -> {});
    }

    /** What is being done now. */
    List<String> open() {
        return jobs.stream()
                .filter(job -> !job.outcome().isDone())
                .map(Job::toString)
                .toList();
    }

    Job last() {
        return jobs.get(jobs.size() - 1);
    }

    private CompletionStage<Outcome> job(String what, Node node, String model, Consumer<Step> steps) {
        Job job = new Job(what, node, model, steps, new CompletableFuture<>());
        jobs.add(job);
        return job.outcome();
    }
}
