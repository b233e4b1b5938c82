package dev.parley.router.redis;

import dev.parley.router.cache.AnswerKey;
import dev.parley.router.cache.AnswerStore;
import dev.parley.router.cache.KeptAnswer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers in Redis, each for its life, each tenant's within their bound. A connection of its own, so that no claim waits
 * behind a long answer. Whoever asks waits for the patience at most; while Redis is away nobody waits at all.
 */
public final class RedisAnswers implements AnswerStore {

    private static final Logger LOG = Logger.getLogger(RedisAnswers.class);

    /** One late answer is a busy machine, not a Redis that is gone. */
    private static final int LATE_IN_A_ROW = 3;

    /** So many times as long may it take to keep one: nobody waits for that but who joins it meanwhile. */
    private static final int TO_KEEP = 20;

    /** On their way to Redis; what comes on top is not kept. */
    private static final long BYTES_UNDER_WAY = 16 << 20;

    private final Vertx vertx;
    private final Context context;
    private final Redis redis;
    private final Terms terms;
    private final Script keep = Script.named("keep.lua");
    private final AtomicLong underWay = new AtomicLong();
    private @Nullable RedisConnection connection;
    private int late;
    private boolean stopped;
    private volatile boolean there;

    /**
     * How answers are kept.
     *
     * @param life of each
     * @param tenant bytes of one tenant's answers together
     * @param patience of who asks
     * @param reconnect how long to wait before dialling again
     */
    public record Terms(Duration life, long tenant, Duration patience, Duration reconnect) {}

    public RedisAnswers(Vertx vertx, Redis redis, Terms terms) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.redis = redis;
        this.terms = terms;
    }

    /** Connects, and stays connected as far as it can. */
    public void start() {
        context.runOnContext(now -> connect());
    }

    /** Leaves. */
    public void stop() {
        context.runOnContext(now -> {
            stopped = true;
            there = false;
            if (connection != null) {
                connection.close();
            }
        });
    }

    /** Whether answers can be found and kept now. */
    public boolean isThere() {
        return there;
    }

    @Override
    public Future<Optional<KeptAnswer>> find(AnswerKey key) {
        String name = AnswerKeys.of(key.tenant()).answer(key.hash());
        return send(used -> used.send(Request.cmd(Command.GET).arg(name)), terms.patience())
                .map(found -> found.flatMap(reply -> AnswerEntry.read(reply.toBuffer())));
    }

    @Override
    public Future<Boolean> keep(AnswerKey key, KeptAnswer answer) {
        long bytes = answer.body().length();
        if (underWay.addAndGet(bytes) > BYTES_UNDER_WAY) {
            underWay.addAndGet(-bytes);
            return Future.succeededFuture(false);
        }
        AnswerKeys keys = AnswerKeys.of(key.tenant());
        List<String> names = List.of(keys.answer(key.hash()), keys.lapses(), keys.sizes());
        return send(
                        used -> keep.run(
                                used,
                                names,
                                request -> request.arg(key.hash())
                                        .arg(AnswerEntry.write(answer))
                                        .arg(terms.life().toMillis())
                                        .arg(terms.tenant())
                                        .arg(keys.prefix())),
                        terms.patience().multipliedBy(TO_KEEP))
                .map(reply -> reply.filter(kept -> kept.toInteger() == 1).isPresent())
                .onComplete(done -> underWay.addAndGet(-bytes));
    }

    /** @return empty for no value; fails if Redis is away, or late */
    private Future<Optional<Response>> send(Function<RedisConnection, Future<Response>> command, Duration patience) {
        if (!there) {
            return Future.failedFuture(Away.CAUSE);
        }
        Promise<Optional<Response>> answer = Promise.promise();
        context.runOnContext(now -> send(command, patience, answer));
        return answer.future();
    }

    private void send(
            Function<RedisConnection, Future<Response>> command,
            Duration patience,
            Promise<Optional<Response>> answer) {
        RedisConnection used = connection;
        if (used == null) {
            answer.fail(Away.CAUSE);
            return;
        }
        long timer = vertx.setTimer(Math.max(1, patience.toMillis()), fired -> {
            if (answer.tryFail(Away.CAUSE)) {
                context.runOnContext(now -> wasLate(used));
            }
        });
        command.apply(used).onComplete(reply -> {
            vertx.cancelTimer(timer);
            if (reply.succeeded()) {
                late = 0;
                answer.tryComplete(Optional.ofNullable(reply.result()));
            } else {
                answer.tryFail(Away.CAUSE);
                lost(used, reply.cause());
            }
        });
    }

    private void wasLate(RedisConnection which) {
        late++;
        if (late >= LATE_IN_A_ROW) {
            lost(which, Away.CAUSE);
        }
    }

    private void connect() {
        if (!stopped) {
            redis.connect()
                    .compose(made -> keep.load(made).map(made))
                    .onSuccess(made -> context.runOnContext(now -> connected(made)))
                    .onFailure(cause -> connectLater());
        }
    }

    private void connected(RedisConnection made) {
        connection = made;
        late = 0;
        there = true;
        made.exceptionHandler(cause -> lost(made, cause));
        made.endHandler(end -> lost(made, Away.CAUSE));
    }

    private void lost(RedisConnection which, Throwable cause) {
        if (connection != which) {
            return;
        }
        connection = null;
        there = false;
        LOG.warnf("redis is away, nothing is answered as before: reason=%s", cause.getMessage());
        which.close();
        connectLater();
    }

    private void connectLater() {
        if (!stopped) {
            vertx.setTimer(terms.reconnect().toMillis(), tick -> context.runOnContext(now -> connect()));
        }
    }
}
