package dev.parley.router.unequal;

import dev.parley.router.model.ModelName;
import dev.parley.transport.relay.request.RunnerOptions;

/** One request: what must be loaded for it, and how many tokens its answer has, which nobody knows before. */
record Job(int number, Needs needs, int tokens) {

    /** What must be in memory. */
    record Needs(ModelName model, RunnerOptions options) {}
}
