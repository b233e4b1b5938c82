package dev.parley.gateway.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis, made again whenever it is lost. What is sent on it is done in that order. An answer that takes
 * longer than the patience, or an error, is a loss: a Redis that answers late is no better than none. Lives on one context.
 */
final class RedisLine {

    private static final Logger LOG = Logger.getLogger(RedisLine.class);

    /** Late calls are looked for so often per patience; answers come in order, so the oldest call tells. */
    private static final int LOOKS = 4;

    private final Vertx vertx;
    private final Context context;
    private final Redis redis;
    private final Reach reach;
    private final Function<RedisConnection, Future<Void>> prepare;
    private final Runnable connected;

    /** Oldest first. */
    private final Deque<Call> unanswered = new ArrayDeque<>();

    private @Nullable RedisConnection connection;
    private long look;
    private boolean stopped;
    private volatile boolean there;

    /**
     * What was sent.
     *
     * @param look the number of looks that had been taken before
     */
    private record Call(long look, Promise<Response> answer) {}

    /**
     * @param prepare is done on a new connection before anybody may use it
     * @param connected is told when it may be used
     */
    RedisLine(
            Vertx vertx,
            Context context,
            Redis redis,
            Reach reach,
            Function<RedisConnection, Future<Void>> prepare,
            Runnable connected) {
        this.vertx = vertx;
        this.context = context;
        this.redis = redis;
        this.reach = reach;
        this.prepare = prepare;
        this.connected = connected;
    }

    /** Connects, and stays connected as far as it can. */
    void start() {
        context.runOnContext(now -> connect());
        long interval = Math.max(1, reach.patience().toMillis() / LOOKS);
        vertx.setPeriodic(interval, tick -> context.runOnContext(now -> lookForLateAnswers()));
    }

    void stop() {
        stopped = true;
        there = false;
        RedisConnection used = connection;
        connection = null;
        failUnanswered();
        if (used != null) {
            used.close();
        }
    }

    /** Whether it can be used. Known on every thread. */
    boolean isThere() {
        return there;
    }

    /** Sends at once. Fails if there is no connection, or as soon as that is known. */
    Future<Response> send(Request request) {
        RedisConnection used = connection;
        if (used == null || !there) {
            return Future.failedFuture(Away.CAUSE);
        }
        return send(used, request);
    }

    private Future<Response> send(RedisConnection used, Request request) {
        Call call = new Call(look, Promise.promise());
        unanswered.addLast(call);
        used.send(request).onComplete(answer -> {
            if (used == connection) {
                unanswered.pollFirst();
                call.answer().handle(answer);
                if (answer.failed()) {
                    lost(used, answer.cause());
                }
            }
        });
        return call.answer().future();
    }

    private void connect() {
        if (stopped) {
            return;
        }
        redis.connect().onSuccess(this::prepare).onFailure(cause -> connectLater());
    }

    private void prepare(RedisConnection made) {
        connection = made;
        unanswered.addLast(new Call(look, Promise.promise()));
        made.exceptionHandler(cause -> lost(made, cause));
        made.endHandler(end -> lost(made, Away.CAUSE));
        prepare.apply(made).onSuccess(done -> prepared(made)).onFailure(cause -> lost(made, cause));
    }

    private void prepared(RedisConnection made) {
        if (made == connection) {
            unanswered.pollFirst();
            there = true;
            LOG.info("redis is there: limits are kept by all replicas together");
            connected.run();
        }
    }

    private void lookForLateAnswers() {
        look++;
        Call oldest = unanswered.peekFirst();
        RedisConnection late = connection;
        if (late != null && oldest != null && look - oldest.look() > LOOKS) {
            lost(late, Away.CAUSE);
        }
    }

    private void lost(RedisConnection which, Throwable cause) {
        if (connection != which) {
            return;
        }
        connection = null;
        failUnanswered();
        if (there) {
            there = false;
            LOG.warnf("redis is away: limits are kept by each replica alone reason=%s", cause.getMessage());
        }
        which.close();
        connectLater();
    }

    /** The client would let them wait for as long as the connection is open. */
    private void failUnanswered() {
        List<Call> failed = List.copyOf(unanswered);
        unanswered.clear();
        failed.forEach(call -> call.answer().tryFail(Away.CAUSE));
    }

    private void connectLater() {
        if (!stopped) {
            vertx.setTimer(reach.reconnect().toMillis(), tick -> context.runOnContext(now -> connect()));
        }
    }
}
