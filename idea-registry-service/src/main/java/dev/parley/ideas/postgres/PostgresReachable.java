package dev.parley.ideas.postgres;

import dev.parley.ideas.IdeasConfig;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Without its ledger the registry takes no claim. Answers in time even if PostgreSQL hangs, unlike the built-in check. */
@Readiness
@ApplicationScoped
class PostgresReachable implements AsyncHealthCheck {

    private final Pool pool;
    private final Duration patience;

    PostgresReachable(Pool pool, IdeasConfig config) {
        this.pool = pool;
        this.patience = config.store().patience();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query("select 1")
                .execute()
                .ifNoItem()
                .after(patience)
                .fail()
                .map(rows -> check().up().withData("postgres", "up").build())
                .onFailure()
                .recoverWithItem(
                        () -> check().down().withData("postgres", "away").build());
    }

    private static HealthCheckResponseBuilder check() {
        return HealthCheckResponse.named("idea ledger");
    }
}
