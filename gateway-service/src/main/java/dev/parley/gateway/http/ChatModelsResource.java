package dev.parley.gateway.http;

import dev.parley.gateway.upstream.RouterClient;
import dev.parley.protocol.node.ServedModels;
import dev.parley.transport.edge.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which models there are to chat with. */
@Path("/api/chat/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(ref = "Chat")
class ChatModelsResource {

    private final RouterClient router;
    private final CurrentCaller caller;

    ChatModelsResource(RouterClient router, CurrentCaller caller) {
        this.router = router;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "List the models to chat with, by node",
            description = "Those that the key may use, of nodes that are up. `url` is the node's name; its address for"
                    + " the scope `admin`.")
    public Uni<ServedModels> list() {
        return router.served(caller.get());
    }
}
