package dev.parley.gateway;

import dev.parley.gateway.IdentityConfig.Mode;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.session.KnownSessions;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends what a page has open when it signs out at another replica: each looks every second for the sessions that it answers
 * to. Where nobody can look, a session is trusted as long as it lasts.
 */
@ApplicationScoped
class SignOuts {

    private static final Logger LOG = Logger.getLogger(SignOuts.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final KnownSessions sessions;
    private final Visits visits;
    private final boolean needed;
    private final AtomicBoolean looking = new AtomicBoolean();

    SignOuts(KnownSessions sessions, Visits visits, GatewayConfig config) {
        this.sessions = sessions;
        this.visits = visits;
        this.needed = config.identity().mode() == Mode.ON;
    }

    void begin(@Observes StartupEvent event, Vertx vertx) {
        if (needed) {
            vertx.setPeriodic(EVERY.toMillis(), tick -> look());
        }
    }

    private void look() {
        Set<SecretHash> answered = visits.sessions();
        if (!answered.isEmpty() && looking.compareAndSet(false, true)) {
            sessions.endedAmong(answered)
                    .onTermination()
                    .invoke(() -> looking.set(false))
                    .subscribe()
                    .with(visits::end, away -> LOG.debug("sessions cannot be looked up", away));
        }
    }
}
