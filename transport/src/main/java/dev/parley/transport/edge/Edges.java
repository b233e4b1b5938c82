package dev.parley.transport.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calling services that are known here, each with the header values it may prove itself with. */
final class Edges {

    private final Map<String, List<byte[]>> accepted;

    private Edges(Map<String, List<byte[]>> accepted) {
        this.accepted = accepted;
    }

    /** @throws IllegalStateException if no service may call: a closed door is a forgotten setting. */
    static Edges of(EdgeConfig config) {
        Map<String, List<byte[]>> accepted = Stream.of(
                        Map.entry("gateway", config.gateway()),
                        Map.entry("router", config.router()),
                        Map.entry("orchestrator", config.orchestrator()),
                        Map.entry("ideas", config.ideas()))
                .filter(edge -> edge.getValue().isPresent())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        edge -> headerValues(edge.getKey(), edge.getValue().orElseThrow())));
        if (accepted.isEmpty()) {
            throw new IllegalStateException(
                    "no edge secret is set (expected: at least one of parley.edges.gateway, .router, .orchestrator, .ideas)");
        }
        return new Edges(accepted);
    }

    private static List<byte[]> headerValues(String service, List<String> secrets) {
        return secrets.stream()
                .map(secret -> new EdgeSecret(service, secret).headerValue().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * The calling service that this header proves, or none. Compares in constant time; how long a service's secret is may
     * show, what it is may not.
     */
    Optional<String> prove(String header) {
        byte[] offered = header.getBytes(StandardCharsets.UTF_8);
        String proven = null;
        for (var edge : accepted.entrySet()) {
            for (byte[] expected : edge.getValue()) {
                if (MessageDigest.isEqual(expected, offered)) {
                    proven = edge.getKey();
                }
            }
        }
        return Optional.ofNullable(proven);
    }
}
