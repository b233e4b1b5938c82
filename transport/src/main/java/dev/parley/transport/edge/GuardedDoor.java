package dev.parley.transport.edge;

import io.quarkus.runtime.ApplicationConfig;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;

/**
 * Puts the guard before every route of a service's main port. Only a service that declares itself the {@link PublicDoor} has
 * none. Health and metrics are on the management port and are not concerned.
 */
@ApplicationScoped
final class GuardedDoor {

    /** Before every other route. */
    private static final int FIRST = Integer.MIN_VALUE;

    void stand(
            @Observes Router router,
            EdgeConfig config,
            ApplicationConfig service,
            Clock clock,
            Instance<PublicDoor> publicDoor) {
        if (!publicDoor.isResolvable()) {
            router.route()
                    .order(FIRST)
                    .handler(new EdgeGuard(config, service.name().orElseThrow(), clock));
        }
    }
}
