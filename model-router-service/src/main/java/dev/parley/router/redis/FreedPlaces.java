package dev.parley.router.redis;

import dev.parley.router.node.NodeId;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hears of places that any router gives back where one was refused before: a hint to look at once. Nothing depends on it;
 * what is not heard is found at the next look. It has a connection of its own, as Redis wants it.
 */
final class FreedPlaces {

    /** A push of three parts: the kind of message, the channel, what is told. */
    private static final int PARTS = 3;

    private final Vertx vertx;
    private final Context context;
    private final Redis redis;
    private final Duration reconnect;
    private final Consumer<NodeId> heard;
    private @Nullable RedisConnection connection;
    private boolean stopped;

    FreedPlaces(Vertx vertx, Context context, Redis redis, Duration reconnect, Consumer<NodeId> heard) {
        this.vertx = vertx;
        this.context = context;
        this.redis = redis;
        this.reconnect = reconnect;
        this.heard = heard;
    }

    void start() {
        redis.connect().onSuccess(this::connected).onFailure(cause -> again());
    }

    void stop() {
        stopped = true;
        RedisConnection last = connection;
        connection = null;
        if (last != null) {
            last.close();
        }
    }

    private void connected(RedisConnection made) {
        if (stopped) {
            made.close();
            return;
        }
        connection = made;
        made.handler(this::told);
        made.exceptionHandler(cause -> lost(made));
        made.endHandler(end -> lost(made));
        made.send(Request.cmd(Command.SUBSCRIBE).arg(Keys.FREED)).onFailure(cause -> lost(made));
    }

    private void told(Response push) {
        if (push.size() == PARTS && "message".equals(push.get(0).toString())) {
            NodeId.parse(push.get(2).toString()).ifPresent(heard);
        }
    }

    private void lost(RedisConnection which) {
        if (connection == which) {
            connection = null;
            which.close();
            again();
        }
    }

    private void again() {
        if (!stopped) {
            vertx.setTimer(Math.max(1, reconnect.toMillis()), tick -> context.runOnContext(now -> start()));
        }
    }
}
