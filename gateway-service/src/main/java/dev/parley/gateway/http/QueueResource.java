package dev.parley.gateway.http;

import dev.parley.gateway.upstream.RouterQueues;
import dev.parley.gateway.upstream.RouterQueues.Queues;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who waits for nodes. */
@Path("/api/queue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Nodes")
class QueueResource {

    private final RouterQueues queues;
    private final CurrentCaller caller;

    QueueResource(RouterQueues queues, CurrentCaller caller) {
        this.queues = queues;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Who waits, for which model and for how long",
            description = "By router: each has a queue of its own, and a model is queued at one of them.")
    public Uni<Queues> read() {
        return queues.read(caller.get());
    }
}
