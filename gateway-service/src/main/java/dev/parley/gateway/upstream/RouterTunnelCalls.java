package dev.parley.gateway.upstream;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TunnelLease;
import dev.parley.protocol.node.TunnelRequest;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The calls of {@link RouterTunnels}: what is written down gets ten seconds, and is tried again where the connection failed;
 * said twice is said once. Behind no circuit breaker: each is said again every second until it is heard, and no sooner.
 */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
public class RouterTunnelCalls {

    private final RouterTunnelsEndpoint tunnels;
    private final Edge edge;

    RouterTunnelCalls(@RestClient RouterTunnelsEndpoint tunnels, Secrets secrets) {
        this.tunnels = tunnels;
        this.edge = secrets.toRouter();
    }

    /** A node is reached so. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<TunnelLease> register(Caller caller, String name, TunnelRequest how) {
        return tunnels.register(edge.sign(caller), name, how);
    }

    /** It is not reached there any more. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<Void> deregister(Caller caller, String name, String url) {
        return tunnels.deregister(edge.sign(caller), name, url);
    }
}
