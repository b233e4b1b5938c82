package dev.parley.router.metrics;

import dev.parley.router.model.ModelName;
import dev.parley.router.relay.Journal;
import dev.parley.router.relay.Step;
import dev.parley.router.relay.Travelled;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;

/**
 * A span of its own for one request, within that of its call: that one ends with the last byte, before it is known how all
 * ended. An event for each decision, and at the end what OpenTelemetry's semantic conventions for generative AI name.
 */
record RequestSpan(Span span) implements Journal.Entry {

    private static final AttributeKey<String> NODE = AttributeKey.stringKey("parley.node");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> ANSWERED_BY = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> ALIAS = AttributeKey.stringKey("parley.alias");
    private static final AttributeKey<String> VARIANT = AttributeKey.stringKey("parley.variant");
    private static final AttributeKey<String> WHY = AttributeKey.stringKey("parley.why");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("parley.attempt");
    private static final AttributeKey<Boolean> HEDGE = AttributeKey.booleanKey("parley.hedge");
    private static final AttributeKey<Long> QUEUE_MILLIS = AttributeKey.longKey("parley.queue_ms");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("parley.outcome");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");

    /** Nothing is noted of a request whose call nobody records. */
    static Journal.Entry begin(Tracer tracer) {
        return Span.current().isRecording()
                ? new RequestSpan(tracer.spanBuilder("inference").startSpan())
                : step -> {};
    }

    @Override
    public void note(Step step) {
        if (step instanceof Step.Asked asked) {
            asked(asked);
        } else if (step instanceof Step.Failed failed) {
            span.addEvent(
                    "parley.node.failed", Attributes.of(NODE, failed.node().value(), WHY, failed.why()));
        } else if (step instanceof Step.Answering answering) {
            span.addEvent(
                    "parley.node.answering",
                    Attributes.of(
                            NODE,
                            answering.node().value(),
                            MODEL,
                            answering.model().display()));
        } else if (step instanceof Step.Ended ended) {
            ended(ended.travelled());
        } else if (step instanceof Step.AnotherModelSought) {
            span.addEvent("parley.model.fallback");
        } else {
            span.addEvent("parley.place.sought");
        }
    }

    private void asked(Step.Asked asked) {
        span.addEvent(
                "parley.node.asked",
                Attributes.builder()
                        .put(NODE, asked.node().value())
                        .put(MODEL, asked.model().display())
                        .put(ATTEMPT, (long) asked.attempt())
                        .put(QUEUE_MILLIS, asked.queued().toMillis())
                        .put(HEDGE, asked.hedge())
                        .build());
    }

    private void ended(Travelled travelled) {
        span.setAttribute(OUTCOME, travelled.outcome().name().toLowerCase(Locale.ROOT));
        span.setAttribute(QUEUE_MILLIS, travelled.queued().toMillis());
        travelled.node().ifPresent(node -> span.setAttribute(NODE, node.value()));
        travelled.model().map(ModelName::display).ifPresent(model -> span.setAttribute(ANSWERED_BY, model));
        travelled.drawn().ifPresent(drawn -> {
            String alias = drawn.alias().name().display();
            span.setAttribute(ALIAS, alias)
                    .setAttribute(MODEL, alias)
                    .setAttribute(VARIANT, drawn.variant().display());
        });
        travelled.tally().promptTokens().ifPresent(tokens -> span.setAttribute(INPUT_TOKENS, tokens));
        travelled.tally().answerTokens().ifPresent(tokens -> span.setAttribute(OUTPUT_TOKENS, tokens));
        if (travelled.outcome() == Travelled.Outcome.BROKEN) {
            span.setStatus(StatusCode.ERROR, "the answer broke off");
        }
        span.end();
    }
}
