package dev.parley.localstack.service;

import java.nio.file.Path;

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

    /** Where the build puts it. */
    public Path jar(Path repository) {
        return repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
