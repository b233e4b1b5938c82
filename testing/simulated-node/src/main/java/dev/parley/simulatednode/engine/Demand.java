package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.options.RunnerOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of the engine.
 *
 * @param model the model to run
 * @param options how it must be loaded
 * @param keepAliveNanos stay in memory afterwards: null keeps the instance's value, negative is for ever
 * @param loadOnly whether the model is only to be loaded
 * @param prompt token ids of the prompt, for the prefix cache
 */
public record Demand(
        Model model, RunnerOptions options, @Nullable Long keepAliveNanos, boolean loadOnly, int[] prompt) {}
