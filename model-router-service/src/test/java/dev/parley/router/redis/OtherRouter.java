package dev.parley.router.redis;

import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.Place;
import dev.parley.router.node.NodeId;
import dev.parley.transport.process.ProcessIdentity;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** A second router's claims on the same Redis. */
public final class OtherRouter implements AutoCloseable {

    private static final Heartbeat HEARTBEAT =
            new Heartbeat(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofMillis(100));

    private final RedisClaims claims;

    private OtherRouter(RedisClaims claims) {
        this.claims = claims;
    }

    public static OtherRouter joined(Vertx vertx, String redis) {
        return joined(vertx, redis, HEARTBEAT);
    }

    static OtherRouter joined(Vertx vertx, String redis, Heartbeat heartbeat) {
        return joined(vertx, redis, heartbeat, node -> {});
    }

    static OtherRouter joined(Vertx vertx, String redis, Heartbeat heartbeat, Consumer<NodeId> freed) {
        ProcessIdentity process = new ProcessIdentity(UUID.randomUUID(), 1);
        RedisClaims claims = new RedisClaims(vertx, Redis.createClient(vertx, redis), process, heartbeat);
        claims.start(freed);
        Awaitility.await().until(claims::shared);
        return new OtherRouter(claims);
    }

    public Optional<Claims.Claim> claims(Place place) {
        try {
            return claims.claim(place).toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    boolean shared() {
        return claims.shared();
    }

    @Override
    public void close() {
        claims.stop().toCompletableFuture().join();
    }
}
