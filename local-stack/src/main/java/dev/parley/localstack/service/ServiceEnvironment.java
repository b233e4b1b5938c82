package dev.parley.localstack.service;

import static dev.parley.localstack.service.ServiceName.GATEWAY;
import static dev.parley.localstack.service.ServiceName.IDEAS;
import static dev.parley.localstack.service.ServiceName.ORCHESTRATOR;
import static dev.parley.localstack.service.ServiceName.ROUTER;

import dev.parley.localstack.node.StackNode;
import java.util.Map;
import java.util.TreeMap;

/** What each service's environment says beyond the inherited one. */
public final class ServiceEnvironment {

    private ServiceEnvironment() {}

    /** All of it, secrets included. */
    public static Map<String, String> of(ServiceName service, Wiring wiring) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(wiring.port().applyAsInt(service.wireName())));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put(
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(wiring.port().applyAsInt(service.managementPort())));
        // People read these logs, with ./parley logs; machines read them where services run in containers.
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        // Whoever takes a stack down waits for it, and open streams resume anyway: less than where replicas take over.
        environment.put("QUARKUS_SHUTDOWN_TIMEOUT", "3s");
        environment.putAll(own(service, wiring));
        return environment;
    }

    private static Map<String, String> own(ServiceName service, Wiring wiring) {
        return switch (service) {
            case ROUTER -> router(wiring);
            case IDEAS -> ideas(wiring);
            case ORCHESTRATOR -> orchestrator(wiring);
            case GATEWAY -> gateway(wiring);
        };
    }

    private static Map<String, String> gateway(Wiring wiring) {
        Map<String, String> environment = stores(wiring);
        environment.put("GATEWAY_ROUTER_URL", wiring.url(ROUTER));
        environment.put("GATEWAY_ROUTER_SECRET", wiring.edge(GATEWAY, ROUTER));
        environment.put("PARLEY_EDGES_ROUTER", wiring.edge(ROUTER, GATEWAY));
        environment.put("GATEWAY_TUNNEL_PORT", Integer.toString(wiring.port().applyAsInt(ServiceName.TUNNELS_PORT)));
        environment.put("GATEWAY_ORCHESTRATOR_URL", wiring.url(ORCHESTRATOR));
        environment.put("GATEWAY_ORCHESTRATOR_SECRET", wiring.edge(GATEWAY, ORCHESTRATOR));
        wiring.adminKey().ifPresent(key -> {
            environment.put("GATEWAY_IDENTITY_MODE", "on");
            environment.put("GATEWAY_IDENTITY_BOOTSTRAP_KEY", key.text());
        });
        return environment;
    }

    private static Map<String, String> router(Wiring wiring) {
        Map<String, String> environment = stores(wiring);
        // Everything of a stack is on this machine; so are the nodes that somebody may want to add.
        environment.put("ROUTER_REGISTRY_LOCAL_ADDRESSES", "true");
        environment.put("ROUTER_GATEWAY_SECRET", wiring.edge(ROUTER, GATEWAY));
        environment.put("PARLEY_EDGES_GATEWAY", wiring.edge(GATEWAY, ROUTER));
        environment.put("PARLEY_EDGES_ORCHESTRATOR", wiring.edge(ORCHESTRATOR, ROUTER));
        environment.put("PARLEY_EDGES_IDEAS", wiring.edge(IDEAS, ROUTER));
        int number = 1;
        for (StackNode node : wiring.nodes()) {
            environment.put("OLLAMA_URL_" + number, node.url().toString());
            environment.put("OLLAMA_NAME_" + number, node.name());
            number++;
        }
        return environment;
    }

    private static Map<String, String> orchestrator(Wiring wiring) {
        Map<String, String> environment = stores(wiring);
        environment.put("PARLEY_EDGES_GATEWAY", wiring.edge(GATEWAY, ORCHESTRATOR));
        environment.put("ORCHESTRATOR_ROUTER_URL", wiring.url(ROUTER));
        environment.put("ORCHESTRATOR_ROUTER_SECRET", wiring.edge(ORCHESTRATOR, ROUTER));
        environment.put("ORCHESTRATOR_IDEAS_URL", wiring.url(IDEAS));
        environment.put("ORCHESTRATOR_IDEAS_SECRET", wiring.edge(ORCHESTRATOR, IDEAS));
        // Beside the logs, where those who knew the first orchestration look for it.
        environment.put("ORCHESTRATOR_TRACE_FILE", wiring.traces().toString());
        return environment;
    }

    private static Map<String, String> ideas(Wiring wiring) {
        Map<String, String> environment = stores(wiring);
        environment.put("PARLEY_EDGES_ORCHESTRATOR", wiring.edge(ORCHESTRATOR, IDEAS));
        environment.put("PARLEY_EDGES_GATEWAY", wiring.edge(GATEWAY, IDEAS));
        return environment;
    }

    private static Map<String, String> stores(Wiring wiring) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + wiring.database());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + wiring.database());
        environment.put("QUARKUS_DATASOURCE_USERNAME", wiring.databaseUser());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", wiring.secrets().database());
        environment.put("QUARKUS_REDIS_HOSTS", wiring.redis());
        return environment;
    }
}
