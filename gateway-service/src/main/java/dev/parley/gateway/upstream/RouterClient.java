package dev.parley.gateway.upstream;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.QueueReport;
import dev.parley.protocol.node.ServedModels;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.transport.edge.Edge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The router, asked with care for what is no inference. A call that gets no answer within 5 s (it answers from memory, but for
 * what it writes down) is given up; reading is tried up to three times if the connection failed. While half of the latest 20
 * calls of a kind fail, further ones fail at once for 2 s. What the router refuses is no failure.
 */
@ApplicationScoped
@Timeout(value = 5, unit = ChronoUnit.SECONDS)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = ServiceRefusal.class)
public class RouterClient {

    private final RouterEndpoint router;
    private final Edge edge;

    RouterClient(@RestClient RouterEndpoint router, Secrets secrets) {
        this.router = router;
        this.edge = secrets.toRouter();
    }

    /** The types of task there are. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<TaskTypeNames> tasks(Caller caller) {
        return router.tasks(edge.sign(caller));
    }

    /** The models that the caller may use now. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<ServedModels> served(Caller caller) {
        return router.served(edge.sign(caller));
    }

    /** Who waits at one of the routers. @param base where it is */
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<QueueReport> queue(Caller caller, String base) {
        return router.queue(base, edge.sign(caller));
    }
}
