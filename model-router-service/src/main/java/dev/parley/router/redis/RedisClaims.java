package dev.parley.router.redis;

import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.Place;
import dev.parley.router.node.NodeId;
import dev.parley.transport.process.ProcessIdentity;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the caps across routers in Redis. Everything here happens on one event loop and one connection, so that what Redis
 * is told is in the order in which it happened. Redis is only a memory of what routers hold: when it forgets or was away,
 * each tells it again; while it is away, each keeps to the caps alone. If together they hold more than a cap when it is back,
 * nobody enters until they hold less. A claim counts what is held on its node, in time that grows with the node's cap: meant
 * for caps of up to some hundreds. A router that stands still for longer than the lapse, and then goes on, is the one case
 * in which a cap may be exceeded.
 */
public final class RedisClaims implements Claims {

    private static final Logger LOG = Logger.getLogger(RedisClaims.class);
    private static final int TRIES = 2;

    /** So many may be under way: one late answer is a busy machine, not a Redis that is gone. */
    private static final int PATIENT_BEATS = 2;

    private final Redis redis;
    private final String process;
    private final Heartbeat heartbeat;
    private final Vertx vertx;
    private final Context context;
    private final HeldClaims held = new HeldClaims();
    private final Script claim = Script.named("claim.lua");
    private final Script beat = Script.named("beat.lua");
    private final Script giveBack = Script.named("release.lua");
    private final Script tellAll = Script.named("assert.lua");
    private @Nullable FreedPlaces freedPlaces;
    private @Nullable RedisConnection connection;
    private int unansweredBeats;
    private boolean stopped;
    private volatile boolean shared;

    public RedisClaims(Vertx vertx, Redis redis, ProcessIdentity process, Heartbeat heartbeat) {
        this.vertx = vertx;
        this.redis = redis;
        this.process = process.toString();
        this.heartbeat = heartbeat;
        this.context = vertx.getOrCreateContext();
    }

    /**
     * Connects, and stays connected as far as it can.
     *
     * @param freed told of nodes where a place was given back that some router was refused; on this one's event loop
     */
    public void start(Consumer<NodeId> freed) {
        context.runOnContext(now -> connect());
        FreedPlaces hints = new FreedPlaces(vertx, context, redis, heartbeat.reconnect(), freed);
        freedPlaces = hints;
        context.runOnContext(now -> hints.start());
        vertx.setPeriodic(heartbeat.interval().toMillis(), tick -> context.runOnContext(now -> beat()));
    }

    /** Leaves: the others need not wait until this process lapses. */
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        context.runOnContext(now -> {
            stopped = true;
            shared = false;
            if (freedPlaces != null) {
                freedPlaces.stop();
            }
            if (connection == null) {
                gone.complete(null);
                return;
            }
            connection
                    .send(Request.cmd(Command.ZREM).arg(Keys.PROCESSES).arg(process))
                    .onComplete(sent -> gone.complete(null));
        });
        return gone;
    }

    /** A node is gone for good: nothing of this process is left of it in Redis, or here. */
    public void left(NodeId node) {
        context.runOnContext(now -> {
            if (held.isLeftOver(node)) {
                tellAll();
            }
        });
    }

    @Override
    public boolean shared() {
        return shared;
    }

    @Override
    public CompletionStage<Optional<Claim>> claim(Place place) {
        CompletableFuture<Optional<Claim>> answer = new CompletableFuture<>();
        context.runOnContext(now -> claim(place, held.next(), answer, TRIES));
        return answer;
    }

    private void claim(Place place, long number, CompletableFuture<Optional<Claim>> answer, int triesLeft) {
        if (connection == null || triesLeft == 0) {
            grant(place, number, answer);
            tellAll();
            return;
        }
        List<String> keys = List.of(Keys.PROCESSES, Keys.of(place.node()), Keys.wanted(place.node()));
        List<String> arguments = List.of(
                process,
                String.valueOf(number),
                place.model().toString(),
                String.valueOf(place.limit().perNode()),
                String.valueOf(place.limit().perModel()));
        RedisConnection asked = connection;
        claim.run(asked, keys, arguments)
                .onSuccess(reply -> decided(place, number, answer, triesLeft, reply))
                .onFailure(cause -> {
                    lost(asked, cause);
                    grant(place, number, answer);
                });
    }

    private void decided(
            Place place, long number, CompletableFuture<Optional<Claim>> answer, int triesLeft, Response reply) {
        switch (reply.toInteger()) {
            case 1 -> grant(place, number, answer);
            case 0 -> answer.complete(Optional.empty());
            default -> {
                tellAll();
                claim(place, number, answer, triesLeft - 1);
            }
        }
    }

    private void grant(Place place, long number, CompletableFuture<Optional<Claim>> answer) {
        held.add(number, place);
        answer.complete(Optional.of(() -> context.runOnContext(now -> release(place, number))));
    }

    private void release(Place place, long number) {
        held.remove(number);
        RedisConnection told = connection;
        if (told != null) {
            List<String> keys = List.of(Keys.of(place.node()), Keys.wanted(place.node()));
            List<String> arguments =
                    List.of(process + "/" + number, Keys.FREED, place.node().value());
            giveBack.run(told, keys, arguments).onFailure(cause -> lost(told, cause));
        }
    }

    private void connect() {
        redis.connect()
                .compose(made -> claim.load(made)
                        .compose(loaded -> beat.load(made))
                        .compose(loaded -> giveBack.load(made))
                        .compose(loaded -> tellAll.load(made))
                        .map(made))
                .onSuccess(this::connected)
                .onFailure(cause -> connectLater());
    }

    private void connected(RedisConnection made) {
        connection = made;
        unansweredBeats = 0;
        made.exceptionHandler(cause -> lost(made, cause));
        made.endHandler(end -> lost(made, new IllegalStateException("connection closed")));
        tellAll();
    }

    private void connectLater() {
        if (!stopped) {
            vertx.setTimer(heartbeat.reconnect().toMillis(), tick -> context.runOnContext(now -> connect()));
        }
    }

    private void tellAll() {
        RedisConnection told = connection;
        if (told == null) {
            return;
        }
        HeldClaims.Told all = held.tell();
        tellAll.run(told, all.keys(), all.arguments(process, heartbeat.lapse()))
                .onSuccess(done -> {
                    if (connection == told && !shared) {
                        shared = true;
                        LOG.infof("caps are kept across routers: held=%d", held.size());
                    }
                })
                .onFailure(cause -> {
                    held.unheard(all);
                    lost(told, cause);
                });
    }

    private void beat() {
        RedisConnection asked = connection;
        if (asked == null || stopped) {
            return;
        }
        if (unansweredBeats >= PATIENT_BEATS) {
            // A connection that has subscribed is closed instead of going back to the pool, where it would be found
            // again.
            asked.send(Request.cmd(Command.SUBSCRIBE).arg(Keys.PROCESSES));
            lost(asked, new IllegalStateException("no answer to " + PATIENT_BEATS + " heartbeats"));
            return;
        }
        unansweredBeats++;
        List<String> arguments =
                List.of(process, String.valueOf(heartbeat.lapse().toMillis()));
        beat.run(asked, List.of(Keys.PROCESSES), arguments)
                .onSuccess(known -> {
                    unansweredBeats = 0;
                    if (known.toInteger() == 0) {
                        tellAll();
                    }
                })
                .onFailure(cause -> lost(asked, cause));
    }

    private void lost(RedisConnection which, Throwable cause) {
        if (connection != which) {
            return;
        }
        connection = null;
        if (shared) {
            shared = false;
            LOG.warnf("redis is away, caps are kept by each router alone: reason=%s", cause.getMessage());
        }
        which.close();
        connectLater();
    }
}
