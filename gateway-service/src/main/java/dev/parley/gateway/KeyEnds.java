package dev.parley.gateway;

import dev.parley.gateway.IdentityConfig.Mode;
import dev.parley.gateway.key.EndsOfKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks for keys that have ended as often as revocations are looked for. */
@ApplicationScoped
class KeyEnds {

    private static final Logger LOG = Logger.getLogger(KeyEnds.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final EndsOfKeys ends;
    private final boolean needed;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean over;

    KeyEnds(EndsOfKeys ends, GatewayConfig config) {
        this.ends = ends;
        this.needed = config.identity().mode() == Mode.ON;
    }

    void begin(@Observes StartupEvent event, Vertx vertx) {
        if (needed) {
            vertx.setPeriodic(EVERY.toMillis(), tick -> look());
        }
    }

    void end(@Observes ShutdownEvent event) {
        over = true;
    }

    private void look() {
        if (!over && looking.compareAndSet(false, true)) {
            ends.look()
                    .onTermination()
                    .invoke(() -> looking.set(false))
                    .subscribe()
                    .with(done -> failing.set(false), this::failed);
        }
    }

    /** Told once per outage: it would be told every second. */
    private void failed(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf("conversations of keys that have ended cannot be paused yet cause=%s", failure);
        }
    }
}
