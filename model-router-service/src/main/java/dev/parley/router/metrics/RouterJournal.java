package dev.parley.router.metrics;

import dev.parley.router.relay.Journal;
import dev.parley.router.relay.Step;
import io.opentelemetry.api.trace.Tracer;

/** Counts and traces requests. */
public final class RouterJournal implements Journal {

    private final RouterMeters meters;
    private final ModelMeters models;
    private final Tracer tracer;

    public RouterJournal(RouterMeters meters, ModelMeters models, Tracer tracer) {
        this.meters = meters;
        this.models = models;
        this.tracer = tracer;
    }

    @Override
    public Entry begin() {
        Entry span = RequestSpan.begin(tracer);
        return step -> {
            span.note(step);
            if (step instanceof Step.Ended ended) {
                meters.ended(ended.travelled());
                models.ended(ended.travelled());
            }
        };
    }
}
