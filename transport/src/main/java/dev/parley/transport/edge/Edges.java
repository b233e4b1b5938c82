package dev.parley.transport.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The calling services that are known here, each with the secrets it may prove itself with. */
final class Edges {

    private final List<AcceptedSecret> accepted;

    private Edges(List<AcceptedSecret> accepted) {
        this.accepted = accepted;
    }

    /** @throws IllegalStateException if no service may call: a closed door is a forgotten setting. */
    static Edges of(EdgeConfig config) {
        List<AcceptedSecret> accepted = Stream.of(
                        of("gateway", config.gateway()),
                        of("router", config.router()),
                        of("orchestrator", config.orchestrator()),
                        of("ideas", config.ideas()))
                .flatMap(secrets -> secrets)
                .toList();
        if (accepted.isEmpty()) {
            throw new IllegalStateException(
                    "no edge secret is set (expected: at least one of parley.edges.gateway, .router, .orchestrator, .ideas)");
        }
        return new Edges(accepted);
    }

    private static Stream<AcceptedSecret> of(String service, Optional<List<String>> secrets) {
        return secrets.stream()
                .flatMap(List::stream)
                .map(secret -> new AcceptedSecret(new EdgeSecret(service, secret)));
    }

    /** The secret in this header, or none. All are compared, each in constant time. */
    Optional<AcceptedSecret> prove(String header) {
        byte[] offered = header.getBytes(StandardCharsets.UTF_8);
        AcceptedSecret proven = null;
        for (AcceptedSecret secret : accepted) {
            if (secret.isIn(offered)) {
                proven = secret;
            }
        }
        return Optional.ofNullable(proven);
    }
}
