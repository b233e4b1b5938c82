package dev.parley.router.selection;

import dev.parley.router.capacity.Warmth;
import dev.parley.router.measure.Figures;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a request can expect of a node.
 *
 * @param warmth how soon the model could begin
 * @param loading whether it is still being loaded for another request of ours
 * @param start from admission to the first token, as far as is known
 * @param service for which it would take its place then; empty if the model never answered there
 * @param tokensPerSecond of one request
 * @param disturbs whether others of ours use the model there with other options: it is loaded anew only after them, and then
 *     again for them
 * @param roomy whether the node is known to have room for its context; empty if that is not known
 * @param familiar whether the node answered last what it has something in common with
 * @param untried whether it was given nothing for so long that what is known of its speed may be no longer so
 */
public record Prospect(
        Warmth warmth,
        boolean loading,
        Duration start,
        Optional<Figures.Service> service,
        OptionalDouble tokensPerSecond,
        boolean disturbs,
        Optional<Boolean> roomy,
        boolean familiar,
        boolean untried) {

    /** Of a node of which nothing is known, where the model is in memory. */
    static final Prospect UNKNOWN = new Prospect(
            Warmth.WARM,
            false,
            Duration.ZERO,
            Optional.empty(),
            OptionalDouble.empty(),
            false,
            Optional.empty(),
            false,
            false);
}
