package dev.parley.gateway.upstream;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.PriceTable;
import dev.parley.protocol.model.SetExperiments;
import dev.parley.protocol.model.SetPrices;
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
 * The router's tables of aliases and prices, asked with the care of {@link RouterClient}. What is written down is given more
 * time, and may be said twice without harm.
 */
@ApplicationScoped
@Timeout(value = 10, unit = ChronoUnit.SECONDS)
@CircuitBreaker(requestVolumeThreshold = 20, delay = 2, delayUnit = ChronoUnit.SECONDS, skipOn = ServiceRefusal.class)
public class RouterTables {

    private final RouterTablesEndpoint tables;
    private final Edge edge;

    RouterTables(@RestClient RouterTablesEndpoint tables, Secrets secrets) {
        this.tables = tables;
        this.edge = secrets.toRouter();
    }

    /** Aliases as one of the routers sees them. @param base where it is */
    @Retry(maxRetries = 1, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<ExperimentReports> experiments(Caller caller, String base) {
        return tables.experiments(base, edge.sign(caller));
    }

    /** These aliases in place of all that were set before; told as one router sees them. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<ExperimentReports> set(Caller caller, SetExperiments aliases) {
        return tables.set(edge.sign(caller), aliases);
    }

    /** What models cost. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<PriceTable> prices(Caller caller) {
        return tables.prices(edge.sign(caller));
    }

    /** These prices in place of all that were set before. */
    @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = IOException.class)
    public Uni<PriceTable> set(Caller caller, SetPrices prices) {
        return tables.set(edge.sign(caller), prices);
    }
}
