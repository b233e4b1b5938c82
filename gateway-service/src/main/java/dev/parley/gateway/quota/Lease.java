package dev.parley.gateway.quota;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;

/** The right to go on with a request. Must be settled on every ending; settling it again does nothing. */
public final class Lease {

    /** Where nothing is limited nothing is to be settled. */
    static final Lease FREE = new Lease(tokens -> {});

    private final LongConsumer settle;
    private final AtomicBoolean settled = new AtomicBoolean();

    Lease(LongConsumer settle) {
        this.settle = settle;
    }

    /** Tells how many tokens the request took, prompt and answer together. */
    public void settle(long tokens) {
        if (settled.compareAndSet(false, true)) {
            settle.accept(tokens);
        }
    }
}
