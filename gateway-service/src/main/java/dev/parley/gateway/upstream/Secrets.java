package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import dev.parley.transport.edge.EdgeSecret;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;

/** What the gateway proves itself with at the services behind it. */
@Singleton
final class Secrets {

    private final EdgeSecret router;
    private final EdgeSecret orchestrator;

    /** @throws ConfigurationException if one is too short; the process ends with that sentence */
    Secrets(GatewayConfig config) {
        this.router = secret("router", config.router().secret());
        this.orchestrator = secret("orchestrator", config.orchestrator().secret());
    }

    private static EdgeSecret secret(String service, String secret) {
        try {
            return new EdgeSecret("gateway", secret);
        } catch (IllegalArgumentException tooShort) {
            // Without its cause: the framework looks for the first one, and prints a sentence only for this kind.
            throw new ConfigurationException("gateway." + service + ".secret: " + tooShort.getMessage());
        }
    }

    EdgeSecret atRouter() {
        return router;
    }

    EdgeSecret atOrchestrator() {
        return orchestrator;
    }
}
