package dev.parley.gateway.upstream;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.NodeReport;
import dev.parley.protocol.node.NodeReports;
import dev.parley.protocol.node.NodeRequest;
import dev.parley.protocol.node.ShareNode;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The nodes of the pool, as the router keeps them, asked with the care of {@link RouterClient}. What is written down is given
 * more time. Whatever may be said twice without harm is tried again if the connection failed; adding only if none was made.
 */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = ServiceRefusal.class)
public class RouterNodes {

    private final RouterNodesEndpoint nodes;
    private final Edge edge;

    RouterNodes(@RestClient RouterNodesEndpoint nodes, Secrets secrets) {
        this.nodes = nodes;
        this.edge = secrets.toRouter();
    }

    /** All of them. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<NodeReports> all(Caller caller) {
        return nodes.all(edge.sign(caller));
    }

    /** One more. Repeated only where it never arrived: the second time it would be there already. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = ConnectException.class)
    public Uni<NodeReport> add(Caller caller, NodeRequest node) {
        return nodes.add(edge.sign(caller), node);
    }

    /** One of them. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<NodeReport> one(Caller caller, String name) {
        return nodes.one(edge.sign(caller), name);
    }

    /** Describes one that was added otherwise. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<NodeReport> change(Caller caller, String name, NodeRequest node) {
        return nodes.change(edge.sign(caller), name, node);
    }

    /** Forgets one that was added. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<Void> remove(Caller caller, String name) {
        return nodes.remove(edge.sign(caller), name);
    }

    /** Gives one nothing new. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<NodeReport> drain(Caller caller, String name) {
        return nodes.drain(edge.sign(caller), name);
    }

    /** Gives it work again. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<NodeReport> resume(Caller caller, String name) {
        return nodes.resume(edge.sign(caller), name);
    }

    /** Lets a tunnelled one serve every tenant, or only its own. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<NodeReport> share(Caller caller, String name, ShareNode share) {
        return nodes.share(edge.sign(caller), name, share);
    }
}
