package dev.parley.gateway;

import dev.parley.gateway.IdentityConfig.Mode;
import dev.parley.gateway.key.EndsOfKeys;
import dev.parley.gateway.quota.Budgets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks again and again for those who may pay for conversations no longer. */
@ApplicationScoped
class PayerChecks {

    private static final Logger LOG = Logger.getLogger(PayerChecks.class);

    /** As often as revocations are looked for. */
    private static final Duration ENDS = Duration.ofSeconds(1);

    private final EndsOfKeys ends;
    private final Budgets budgets;
    private final GatewayConfig config;
    private volatile boolean over;

    PayerChecks(EndsOfKeys ends, Budgets budgets, GatewayConfig config) {
        this.ends = ends;
        this.budgets = budgets;
        this.config = config;
    }

    void begin(@Observes StartupEvent event, Vertx vertx) {
        if (config.identity().mode() == Mode.ON) {
            Check ended = new Check("keys that have ended", ends::look);
            Check spent = new Check("budgets of what runs", budgets::look);
            vertx.setPeriodic(ENDS.toMillis(), tick -> ended.look());
            vertx.setPeriodic(config.usage().budgets().toMillis(), tick -> spent.look());
        }
    }

    void end(@Observes ShutdownEvent event) {
        over = true;
    }

    /** One at a time, and an outage is told once. */
    private final class Check {

        private final String what;
        private final Supplier<Uni<Void>> look;
        private final AtomicBoolean looking = new AtomicBoolean();
        private final AtomicBoolean failing = new AtomicBoolean();

        Check(String what, Supplier<Uni<Void>> look) {
            this.what = what;
            this.look = look;
        }

        void look() {
            if (!over && looking.compareAndSet(false, true)) {
                look.get()
                        .onTermination()
                        .invoke(() -> looking.set(false))
                        .subscribe()
                        .with(done -> failing.set(false), this::failed);
            }
        }

        private void failed(Throwable failure) {
            if (failing.compareAndSet(false, true)) {
                LOG.warnf("%s cannot be looked after for now cause=%s", what, failure);
            }
        }
    }
}
