package dev.parley.router.capacity;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Keeps the caps across all routers. Each router also keeps them for itself, with or without these. */
public interface Claims {

    /**
     * Asks for one request more at a place.
     *
     * @return empty if the routers together hold all they may; always completes, and soon: where the others cannot be asked
     *     the claim is granted, and is told to them when they can be
     */
    CompletionStage<Optional<Claim>> claim(Place place);

    /** Whether the caps hold across routers now, or only within each. */
    boolean shared();

    /** A claim that was granted. */
    @FunctionalInterface
    interface Claim {

        /** Gives it back. Called once. */
        void release();
    }
}
