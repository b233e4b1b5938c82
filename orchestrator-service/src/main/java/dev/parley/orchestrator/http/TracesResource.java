package dev.parley.orchestrator.http;

import dev.parley.orchestrator.trace.Trace;
import dev.parley.orchestrator.trace.TracePage;
import dev.parley.orchestrator.trace.Traces;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How improved answers came about: the tenant's own traces. */
@Path("/api/traces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "refinement")
public class TracesResource {

    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    /** The longest name, and some more. */
    private static final int LONGEST_NAME = 128;

    private final Traces traces;
    private final CurrentCaller current;

    TracesResource(Traces traces, CurrentCaller current) {
        this.traces = traces;
        this.current = current;
    }

    @GET
    @Operation(
            summary = "Traces, newest first",
            description = "The cursor of the next page is the last name of this one.")
    public Uni<TracePage> page(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        Integer asked = Answers.number("limit", limit);
        int most = asked == null ? DEFAULT_PAGE : asked;
        if (most < 1 || most > LARGEST_PAGE) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER, "limit: %d (expected: 1..%d)".formatted(most, LARGEST_PAGE));
        }
        if (cursor != null && isNone(cursor)) {
            throw new ProblemException(
                    ProblemCode.INVALID_PARAMETER, "cursor: not one of ours (expected: next of an earlier page)");
        }
        return traces.page(tenant(), cursor, most + 1).map(found -> shaped(found, most));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One trace")
    public Uni<Trace> get(@PathParam("id") String id) {
        if (isNone(id)) {
            throw unknown();
        }
        return traces.find(tenant(), id).map(found -> found.orElseThrow(TracesResource::unknown));
    }

    private static boolean isNone(String id) {
        return id.length() > LONGEST_NAME || id.indexOf('\0') >= 0;
    }

    private String tenant() {
        Caller caller = current.get();
        if (!caller.scopes().contains(Scope.INFERENCE)) {
            throw new ProblemException(ProblemCode.SCOPE_MISSING, "scope: inference");
        }
        return caller.tenant();
    }

    private static TracePage shaped(List<Trace> found, int most) {
        List<Trace> shown = found.subList(0, Math.min(most, found.size()));
        return new TracePage(
                List.copyOf(shown), found.size() > most ? shown.get(most - 1).traceId() : null);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "trace: there is no such one");
    }
}
