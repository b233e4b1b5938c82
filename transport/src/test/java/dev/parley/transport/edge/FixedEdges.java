package dev.parley.transport.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Edge settings written down in a test. */
record FixedEdges(Map<String, List<String>> secrets, Duration clockSkew) implements EdgeConfig {

    static FixedEdges gatewayMayCall(String... secrets) {
        return new FixedEdges(
                secrets.length == 0 ? Map.of() : Map.of("gateway", List.of(secrets)), Duration.ofSeconds(30));
    }

    @Override
    public Optional<List<String>> gateway() {
        return Optional.ofNullable(secrets.get("gateway"));
    }

    @Override
    public Optional<List<String>> router() {
        return Optional.ofNullable(secrets.get("router"));
    }

    @Override
    public Optional<List<String>> orchestrator() {
        return Optional.ofNullable(secrets.get("orchestrator"));
    }

    @Override
    public Optional<List<String>> ideas() {
        return Optional.ofNullable(secrets.get("ideas"));
    }
}
