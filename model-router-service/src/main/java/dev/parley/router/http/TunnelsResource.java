package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TunnelLease;
import dev.parley.protocol.node.TunnelRequest;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.RegistryConfig;
import dev.parley.router.registry.Answer;
import dev.parley.router.registry.Tunnel;
import dev.parley.transport.edge.CurrentCaller;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** Where the gateway says which nodes dialled out and how they are reached, again and again for as long as they are there. */
@Path("/internal/tunnels/{name}")
class TunnelsResource {

    private final NodeAdministration administration;
    private final RegistryConfig config;
    private final CurrentCaller caller;

    TunnelsResource(NodeAdministration administration, RegistryConfig config, CurrentCaller caller) {
        this.administration = administration;
        this.config = config;
        this.caller = caller;
    }

    @PUT
    public Uni<TunnelLease> register(@PathParam("name") String name, @Nullable TunnelRequest wanted) {
        TunnelRequest said = Callers.body(wanted);
        Tunnel tunnel = NodeTerms.tunnel(name, said);
        Caller bringer = Callers.bringer(caller.get(), tunnel.tenant());
        if (tunnel.shared()) {
            // Other tenants' prompts would go there: that is not the node's own tenant's to say.
            Callers.admin(bringer);
        }
        int seconds = Math.toIntExact(config.tunnelLife().toSeconds());
        boolean renews = Boolean.TRUE.equals(said.renews());
        return administration.register(tunnel, renews).map(done -> new TunnelLease(name, seconds));
    }

    /** @param url where it was reached: an agent that dialled another replica since is still there */
    @DELETE
    public Uni<Void> deregister(@PathParam("name") String name, @QueryParam("url") @Nullable String url) {
        Caller bringer = caller.get();
        Callers.bringer(bringer, bringer.tenant());
        Tunnel.Gone gone = new Tunnel.Gone(NodeTerms.id("name", name), bringer.tenant(), NodeTerms.tunnelUrl(url));
        return administration
                .deregister(gone)
                .invoke(answer -> {
                    if (answer == Answer.ABSENT) {
                        throw new ProblemException(ProblemCode.NOT_FOUND, "there is no such tunnel");
                    }
                })
                .replaceWithVoid();
    }
}
