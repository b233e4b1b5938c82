package dev.parley.gateway.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.gateway.audit.AuditLog;
import dev.parley.gateway.upstream.RouterNodes;
import dev.parley.protocol.access.AuditAction;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.NodeRequest;
import dev.parley.protocol.node.ShareNode;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The nodes of the pool, for whoever runs it. */
@Path("/api/nodes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Nodes")
class NodesResource {

    /** What is none would be part of another path at the router. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,63}");

    /** As it is written down. */
    record Shared(
            @JsonProperty("node") String node,
            @JsonProperty("shared") boolean shared) {}

    private final RouterNodes nodes;
    private final AuditLog log;
    private final CurrentCaller caller;

    NodesResource(RouterNodes nodes, AuditLog log, CurrentCaller caller) {
        this.nodes = nodes;
        this.log = log;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List the nodes, and why those get no requests that get none")
    public Uni<NodeReports> all() {
        return nodes.all(caller.get());
    }

    @POST
    @CustomDeserialization(StrictBodies.class)
    @Operation(summary = "Add a node", description = "Every router knows it within two seconds, also after a restart.")
    @APIResponse(
            responseCode = "201",
            description = "It was added, and is looked at.",
            content = @Content(schema = @Schema(implementation = NodeReport.class)))
    public Uni<Response> add(@Nullable NodeRequest node) {
        return nodes.add(caller.get(), Bodies.required(node))
                .map(added -> Response.created(URI.create("/api/nodes/" + added.name()))
                        .entity(added)
                        .build());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One of them, by its name")
    public Uni<NodeReport> one(@PathParam("id") String id) {
        return nodes.one(caller.get(), name(id));
    }

    @PATCH
    @Path("{id}")
    @CustomDeserialization(StrictBodies.class)
    @Operation(
            summary = "Describe one otherwise",
            description = "Only one that was added here; what is left out stays.")
    public Uni<NodeReport> change(@PathParam("id") String id, @Nullable NodeRequest node) {
        return nodes.change(caller.get(), name(id), Bodies.required(node));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove one", description = "Only one that was added here; others can be drained.")
    @APIResponse(responseCode = "204", description = "It gets nothing any more, and is forgotten.")
    public Uni<Void> remove(@PathParam("id") String id) {
        return nodes.remove(caller.get(), name(id));
    }

    @POST
    @Path("{id}/drain")
    @Operation(summary = "Give it nothing new", description = "What it holds is finished. Repeatable.")
    public Uni<NodeReport> drain(@PathParam("id") String id) {
        return nodes.drain(caller.get(), name(id));
    }

    @POST
    @Path("{id}/resume")
    @Operation(summary = "Give it work again", description = "Repeatable.")
    public Uni<NodeReport> resume(@PathParam("id") String id) {
        return nodes.resume(caller.get(), name(id));
    }

    @POST
    @Path("{id}/share")
    @CustomDeserialization(StrictBodies.class)
    @Operation(summary = "Let a tenant's node serve every tenant, or its own only", description = "Repeatable.")
    public Uni<NodeReport> share(@PathParam("id") String id, @Nullable ShareNode share) {
        Caller by = caller.get();
        ShareNode wanted = Bodies.required(share);
        return nodes.share(by, name(id), wanted)
                .call(done -> log.write(by, AuditAction.NODE_SHARED, new Shared(done.name(), wanted.shared()))
                        .onFailure()
                        .transform(StoreProblems::notWrittenDown));
    }

    private static String name(String id) {
        if (!NAME.matcher(id).matches() || id.matches("[.]+")) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "there is no such node");
        }
        return id;
    }
}
