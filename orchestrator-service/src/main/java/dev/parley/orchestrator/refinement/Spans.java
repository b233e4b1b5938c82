package dev.parley.orchestrator.refinement;

import dev.parley.protocol.problem.ProblemCode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * The spans of one refinement, by OpenTelemetry's semantic conventions for generative AI: {@code invoke_workflow}, in it an
 * {@code invoke_agent} for each thing that a model is to say, in that a {@code chat} for each time it is asked. Texts are in
 * the trace that people read, never in spans.
 */
final class Spans {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> WORKFLOW = AttributeKey.stringKey("gen_ai.workflow.name");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> ANSWERED_BY = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final Span workflow;

    Spans(Tracer tracer) {
        this.tracer = tracer;
        this.workflow = tracer.spanBuilder("invoke_workflow refinement")
                .setAttribute(OPERATION, "invoke_workflow")
                .setAttribute(WORKFLOW, "refinement")
                .startSpan();
    }

    Span agent(Voice voice) {
        return tracer.spanBuilder("invoke_agent " + voice.name())
                .setParent(Context.root().with(workflow))
                .setAttribute(OPERATION, "invoke_agent")
                .setAttribute(AGENT, voice.name())
                .setAttribute(MODEL, voice.model())
                .startSpan();
    }

    Span chat(Span agent, Voice voice) {
        return tracer.spanBuilder("chat " + voice.model())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(agent))
                .setAttribute(OPERATION, "chat")
                .setAttribute(MODEL, voice.model())
                .startSpan();
    }

    void done(Span span, Said said) {
        span.setAttribute(ANSWERED_BY, said.model());
        span.setAttribute(INPUT_TOKENS, (long) said.spent().promptTokens());
        span.setAttribute(OUTPUT_TOKENS, (long) said.spent().tokens());
        span.end();
    }

    void failed(Span span, ProblemCode code) {
        span.setAttribute(ERROR, code.wireName());
        span.setStatus(StatusCode.ERROR);
        span.end();
    }

    void end() {
        workflow.end();
    }
}
