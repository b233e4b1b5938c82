package dev.parley.ideas.redis;

import dev.parley.ideas.IdeasConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether verdicts are verified. The registry is ready either way: without Redis it takes claims unverified. */
@Readiness
@ApplicationScoped
class RedisReachable implements AsyncHealthCheck {

    private final ReactiveRedisDataSource redis;
    private final Duration patience;

    RedisReachable(ReactiveRedisDataSource redis, IdeasConfig config) {
        this.redis = redis;
        this.patience = config.index().patience();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return redis.execute("PING")
                .ifNoItem()
                .after(patience)
                .fail()
                .map(pong -> response("up"))
                .onFailure()
                .recoverWithItem(() -> response("away: ideas are taken unverified"));
    }

    private static HealthCheckResponse response(String redis) {
        return HealthCheckResponse.named("idea index")
                .up()
                .withData("redis", redis)
                .build();
    }
}
