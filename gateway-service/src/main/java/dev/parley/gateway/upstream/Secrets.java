package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.transport.edge.Edge;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the gateway proves itself and its callers with at the services behind it. */
@Singleton
final class Secrets {

    private final Edge router;
    private final Edge orchestrator;

    /** @throws ConfigurationException if one is too short; the process ends with that sentence */
    Secrets(GatewayConfig config, Clock clock) {
        this.router = edge("router", config.router().secret(), clock);
        this.orchestrator = edge("orchestrator", config.orchestrator().secret(), clock);
    }

    private static Edge edge(String service, String secret, Clock clock) {
        try {
            return new Edge("gateway", service, secret, clock);
        } catch (IllegalArgumentException tooShort) {
            // Without its cause: the framework looks for the first one, and prints a sentence only for this kind.
            throw new ConfigurationException("gateway." + service + ".secret: " + tooShort.getMessage());
        }
    }

    Edge toRouter() {
        return router;
    }

    Edge toOrchestrator() {
        return orchestrator;
    }
}
