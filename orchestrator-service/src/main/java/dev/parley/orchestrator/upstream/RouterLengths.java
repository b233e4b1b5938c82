package dev.parley.orchestrator.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.orchestrator.ContextConfig;
import dev.parley.orchestrator.model.ContextLengths;
import dev.parley.protocol.caller.Caller;
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

    /** Nobody could tell: it is asked again soon. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final int MOST = 1_000;

    private final RouterCalls router;
    private final Clock clock;
    private final Duration remember;

    private final Map<Asked, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Known> eldest) {
            return size() > MOST;
        }
    };

    RouterLengths(RouterCalls router, ContextConfig context, Clock clock) {
        this.router = router;
        this.clock = clock;
        this.remember = context.remember();
    }

    /** Tenants may know different nodes under one name. */
    private record Asked(
            String tenant, String model, @Nullable String node) {}

    private record Known(Optional<Integer> length, Instant until) {}

    @Override
    public Uni<Optional<Integer>> longest(Caller caller, String model, @Nullable String node) {
        Asked asked = new Asked(caller.tenant(), model, node);
        Known before = remembered(asked);
        if (before != null) {
            return Uni.createFrom().item(before.length);
        }
        return router.shown(caller, model, node)
                .map(shown -> length(shown.getEntity()))
                .onFailure()
                .recoverWithItem(away -> unknown(model, away))
                .invoke(length -> remember(asked, length));
    }

    private static Optional<Integer> unknown(String model, Throwable cause) {
        LOG.infof("length of a context not known model=%s cause=%s", model, cause.getMessage());
        return Optional.empty();
    }

    /** {@code model_info} names it after the architecture. */
    static Optional<Integer> length(@Nullable JsonNode shown) {
        if (shown == null) {
            return Optional.empty();
        }
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
