package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.context.TokenEstimates;
import dev.parley.orchestrator.context.WindowRule;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.orchestrator.model.Model;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.query.QueryTries;
import dev.parley.orchestrator.trace.TraceFile;
import dev.parley.orchestrator.trace.Traces;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;

/** What every refinement works with. */
public record RefinementTools(
        Model model,
        ContextLengths lengths,
        WindowRule windows,
        TokenEstimates estimates,
        Traces traces,
        TraceFile file,
        QueryTries tries,
        RefinementBounds bounds,
        Tracer tracer,
        Delays delays,
        Clock clock) {}
