package dev.parley.simulatednode.engine;

import dev.parley.simulatednode.catalogue.Model;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.settings.NodeSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of the engine.
 *
 * @param model the model to run
 * @param options how it must be loaded
 * @param keepAliveNanos stay in memory afterwards: null keeps the instance's value, negative is for ever
 * @param loadOnly whether the model is only to be loaded
 * @param prompt token ids of the prompt, for the prefix cache
 * @param loading how a load goes that this request causes
 */
public record Demand(
        Model model,
        RunnerOptions options,
        @Nullable Long keepAliveNanos,
        boolean loadOnly,
        int[] prompt,
        Loading loading) {

    /**
     * How a load goes.
     *
     * @param seconds its time; negative derives it from the size
     * @param bytesPerSecond its pace by size
     * @param failure the text with which it fails; empty when it does not
     */
    public record Loading(double seconds, double bytesPerSecond, String failure) {

        public static Loading of(NodeSettings settings) {
            return new Loading(settings.loadSeconds(), settings.loadBytesPerSecond(), settings.loadFailure());
        }

        long nanos(long size) {
            return (long) ((seconds >= 0 ? seconds : size / bytesPerSecond) * 1e9);
        }
    }
}
