package dev.parley.gateway.upstream;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.PlaceModels;
import dev.parley.protocol.model.PlacementReports;
import dev.parley.protocol.model.UnloadModel;
import dev.parley.protocol.model.UnloadedModel;
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
 * Which models the router keeps where, asked with the care of {@link RouterClient}. Unloading asks nodes, which may take a
 * while. All of it may be said twice without harm.
 */
@ApplicationScoped
@Timeout(value = 60, unit = ChronoUnit.SECONDS)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = ServiceRefusal.class)
public class RouterModels {

    private final RouterModelsEndpoint models;
    private final Edge edge;

    RouterModels(@RestClient RouterModelsEndpoint models, Secrets secrets) {
        this.models = models;
        this.edge = secrets.toRouter();
    }

    /** Takes one out of every memory that it is in. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<UnloadedModel> unload(Caller caller, UnloadModel model) {
        return models.unload(edge.sign(caller), model);
    }

    /** What is wished for, and how far it has come true. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<PlacementReports> placements(Caller caller) {
        return models.placements(edge.sign(caller));
    }

    /** Wishes for this, in place of all that was wished for before. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<PlacementReports> place(Caller caller, PlaceModels wishes) {
        return models.place(edge.sign(caller), wishes);
    }
}
