package dev.parley.localstack.service;

import java.nio.file.Path;
import java.util.List;

/** The four services, in the order in which they can be stopped from the last to the first. */
public enum ServiceName {
    /** Knows the nodes. */
    ROUTER("router", "model-router-service"),

    /** Knows the ideas. */
    IDEAS("ideas", "idea-registry-service"),

    /** Runs the conversations. */
    ORCHESTRATOR("orchestrator", "orchestrator-service"),

    /** The door. */
    GATEWAY("gateway", "gateway-service");

    /** The name that the port of the gateway's door to its tunnels is remembered under. */
    public static final String TUNNELS_PORT = "gateway.tunnels";

    private final String wireName;
    private final String module;

    ServiceName(String wireName, String module) {
        this.wireName = wireName;
        this.module = module;
    }

    /** What services, logs and scripts call it. */
    public String wireName() {
        return wireName;
    }

    /** The name its management port is remembered under. */
    public String managementPort() {
        return wireName + ".management";
    }

    /** The names its ports are remembered under. */
    public List<String> ports() {
        return this == GATEWAY
                ? List.of(wireName, managementPort(), TUNNELS_PORT)
                : List.of(wireName, managementPort());
    }

    /** Where the build puts it. */
    public Path jar(Path repository) {
        return repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
