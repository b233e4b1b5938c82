package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.trace.Trace;
import dev.parley.orchestrator.trace.TraceStep;
import dev.parley.orchestrator.trace.Traces;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The trace of one run, kept step by step. */
final class TraceLog {

    private static final Logger LOG = Logger.getLogger(TraceLog.class);

    private final Traces traces;
    private final Caller caller;
    private final Trace begun;
    private final List<TraceStep> steps = new ArrayList<>();

    TraceLog(Traces traces, Caller caller, Trace begun) {
        this.traces = traces;
        this.caller = caller;
        this.begun = begun;
    }

    String id() {
        return begun.traceId();
    }

    /** Never fails: an answer is worth more than its trace. */
    Uni<Void> add(TraceStep step) {
        steps.add(step);
        return traces.add(caller, id(), step)
                .onFailure()
                .invoke(away -> LOG.warnf("step not kept trace=%s cause=%s", id(), away))
                .onFailure()
                .recoverWithNull();
    }

    /** As far as it has come. */
    Trace whole() {
        return new Trace(begun.traceId(), begun.timestamp(), begun.userPrompt(), begun.orchestrationEnabled(), steps);
    }
}
