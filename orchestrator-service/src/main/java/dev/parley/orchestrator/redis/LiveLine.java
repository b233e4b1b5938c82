package dev.parley.orchestrator.redis;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one connection on which all conversations of this process publish, made again when it is lost. What is sent does not
 * wait for earlier answers: a pool, where each connection waits for its answer, would let many conversations wait for each
 * other.
 */
@Singleton
final class LiveLine {

    private final Redis redis;
    private final AtomicLong answers = new AtomicLong();
    private @Nullable Uni<RedisConnection> line;
    private @Nullable RedisConnection used;

    LiveLine(ReactiveRedisDataSource redis) {
        this.redis = redis.getRedis();
    }

    /** What Redis says to it. Fails if that takes longer than {@link RedisLivePlane#ANSWER_WITHIN}. */
    Uni<Response> send(Request request) {
        return connected()
                .flatMap(connection -> send(connection, request))
                .ifNoItem()
                .after(RedisLivePlane.ANSWER_WITHIN)
                .fail();
    }

    /** A line on which nothing at all is answered meanwhile leads to a host that is gone. */
    private Uni<Response> send(RedisConnection connection, Request request) {
        long before = answers.get();
        return connection
                .send(request)
                .invoke(answers::incrementAndGet)
                .ifNoItem()
                .after(RedisLivePlane.ANSWER_WITHIN)
                .fail()
                .onFailure(TimeoutException.class)
                .invoke(late -> {
                    if (answers.get() == before) {
                        lost(connection);
                    }
                });
    }

    private synchronized Uni<RedisConnection> connected() {
        Uni<RedisConnection> known = line;
        if (known == null) {
            known = redis.connect()
                    .invoke(this::watch)
                    .onFailure()
                    .invoke(this::forget)
                    .memoize()
                    .indefinitely();
            line = known;
        }
        return known;
    }

    private void watch(RedisConnection made) {
        use(made);
        made.exceptionHandler(broken -> lost(made));
        made.endHandler(() -> lost(made));
    }

    private synchronized void use(RedisConnection made) {
        used = made;
    }

    /** Another is made when the next is sent. */
    private void lost(RedisConnection connection) {
        if (isUsed(connection)) {
            forget();
            connection.close().subscribe().with(closed -> {}, gone -> {});
        }
    }

    private synchronized boolean isUsed(RedisConnection connection) {
        return used == connection;
    }

    private synchronized void forget() {
        line = null;
        used = null;
    }
}
