package dev.parley.router.metrics;

import dev.parley.router.node.NodeId;
import dev.parley.router.relay.Journal;
import dev.parley.router.relay.Step;
import dev.parley.router.relay.Travelled;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** Counts and traces requests. */
public final class RouterJournal implements Journal {

    private final RouterMeters meters;
    private final ModelMeters models;
    private final VariantMeters variants;
    private final Tracer tracer;

    public RouterJournal(RouterMeters meters, ModelMeters models, VariantMeters variants, Tracer tracer) {
        this.meters = meters;
        this.models = models;
        this.variants = variants;
        this.tracer = tracer;
    }

    @Override
    public Entry begin() {
        return new Following(RequestSpan.begin(tracer));
    }

    private final class Following implements Entry {

        private final Entry span;
        private @Nullable NodeId second;
        private @Nullable NodeId answering;
        private boolean fellBack;

        Following(Entry span) {
            this.span = span;
        }

        @Override
        public void note(Step step) {
            span.note(step);
            if (step instanceof Step.Asked asked && asked.hedge()) {
                second = asked.node();
            } else if (step instanceof Step.Answering answers) {
                answering = answers.node();
            } else if (step instanceof Step.AnotherModelSought) {
                fellBack = true;
            } else if (step instanceof Step.Ended ended) {
                ended(ended.travelled());
            }
        }

        private void ended(Travelled travelled) {
            meters.ended(travelled);
            models.ended(travelled);
            variants.ended(travelled);
            if (fellBack) {
                meters.fellBack(travelled.outcome());
            }
            if (second != null) {
                meters.hedged(hedge(second));
            }
        }

        private RouterMeters.Hedge hedge(NodeId asked) {
            if (answering == null) {
                return RouterMeters.Hedge.UNANSWERED;
            }
            return asked.equals(answering) ? RouterMeters.Hedge.WON : RouterMeters.Hedge.LOST;
        }
    }
}
