package dev.parley.gateway.postgres;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether the database is there. Ready either way: inference goes on without it, with the keys that are known. */
@Readiness
@Singleton
class DatabaseReachable implements AsyncHealthCheck {

    private final Database database;

    DatabaseReachable(Database database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.query("select 1", Tuple.tuple())
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .map(there -> HealthCheckResponse.named("postgresql")
                        .up()
                        .withData("reachable", there)
                        .build());
    }
}
