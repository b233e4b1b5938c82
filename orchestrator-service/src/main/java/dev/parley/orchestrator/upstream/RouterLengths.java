package dev.parley.orchestrator.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.orchestrator.ContextConfig;
import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.protocol.caller.Caller;
import dev.parley.transport.edge.Edge;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks nodes through {@code /api/show}, which costs them nothing. */
@Singleton
final class RouterLengths implements ContextLengths {

    private static final Logger LOG = Logger.getLogger(RouterLengths.class);

    /** A turn does not wait longer for what it can do without. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Nobody could tell: it is asked again soon. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final int MOST = 1_000;

    private final ShowApi router;
    private final Edge edge;
    private final Clock clock;
    private final Duration remember;

    private final Map<Asked, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Known> eldest) {
            return size() > MOST;
        }
    };

    RouterLengths(OrchestratorConfig config, ContextConfig context, Clock clock) {
        this.router = QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.router().url())
                .build(ShowApi.class);
        this.edge = new Edge("orchestrator", "router", config.router().secret(), clock);
        this.clock = clock;
        this.remember = context.remember();
    }

    /** Tenants may know different nodes under one name. */
    private record Asked(
            String tenant, String model, @Nullable String node) {}

    private record Known(Optional<Integer> length, Instant until) {}

    @Override
    public Uni<Optional<Integer>> longest(Caller caller, String model, @Nullable String node) {
        if (model.equals("auto") || model.startsWith("task:")) {
            return Uni.createFrom().item(Optional.empty());
        }
        Asked asked = new Asked(caller.tenant(), model, node);
        Known before = remembered(asked);
        if (before != null) {
            return Uni.createFrom().item(before.length);
        }
        return Uni.createFrom()
                .deferred(() -> router.show(edge.secretHeader(), edge.sign(caller), node, Map.of("model", model)))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(RouterLengths::length)
                .onFailure()
                .recoverWithItem(away -> unknown(model, away))
                .invoke(length -> remember(asked, length));
    }

    private static Optional<Integer> unknown(String model, Throwable cause) {
        LOG.infof("length of a context not known model=%s cause=%s", model, cause.getMessage());
        return Optional.empty();
    }

    /** {@code model_info} names it after the architecture. */
    static Optional<Integer> length(JsonNode shown) {
        JsonNode info = shown.path("model_info");
        String architecture = info.path("general.architecture").asText();
        int length = info.path(architecture + ".context_length").asInt();
        return length > 0 ? Optional.of(length) : Optional.empty();
    }

    private @Nullable Known remembered(Asked asked) {
        synchronized (known) {
            Known found = known.get(asked);
            return found != null && found.until.isAfter(clock.instant()) ? found : null;
        }
    }

    private void remember(Asked asked, Optional<Integer> length) {
        Instant until = clock.instant().plus(length.isPresent() ? remember : SOON);
        synchronized (known) {
            known.put(asked, new Known(length, until));
        }
    }
}
