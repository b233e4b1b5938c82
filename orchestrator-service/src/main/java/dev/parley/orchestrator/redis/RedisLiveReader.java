package dev.parley.orchestrator.redis;

import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.pace.FreshContexts;
import dev.parley.orchestrator.stream.LiveChunk;
import dev.parley.transport.process.ProcessIdentity;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.stream.StreamMessage;
import io.quarkus.redis.datasource.stream.XAddArgs;
import io.quarkus.redis.datasource.stream.XReadArgs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads for all viewers of this process: one blocking read over every stream that somebody follows, on a connection of its
 * own. A stream of rings is read along, so that a new subscription does not wait for the read to end.
 */
@Singleton
final class RedisLiveReader {

    private static final Logger LOG = Logger.getLogger(RedisLiveReader.class);
    private static final Duration BLOCK = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    /**
     * What many conversations say is read together: without a breath between two reads each token would be one of its own,
     * and each read names every stream that somebody follows. Text is batched for longer than this where it is written.
     */
    private static final Duration GATHER = Duration.ofMillis(5);

    private static final int MOST = 512;
    private static final String FROM_THE_START = "0-0";

    private final ReactiveRedisDataSource redis;
    private final Delays delays;
    private final FreshContexts contexts;
    private final String wakeKey;
    private final ConcurrentMap<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private volatile String lastRing = FROM_THE_START;
    private volatile @Nullable Cancellable loop;

    RedisLiveReader(ReactiveRedisDataSource redis, Delays delays, FreshContexts contexts, ProcessIdentity process) {
        this.redis = redis;
        this.delays = delays;
        this.contexts = contexts;
        this.wakeKey = LiveKeys.wake(process.id());
    }

    void start(@Observes StartupEvent event) {
        contexts.run(() -> loop = Multi.createBy()
                .repeating()
                .uni(this::readUntilBroken)
                .indefinitely()
                .subscribe()
                .with(
                        broken -> {},
                        surprise -> LOG.error("the live reader has stopped code=internal-error", surprise)));
    }

    void stop(@Observes ShutdownEvent event) {
        Cancellable reading = loop;
        if (reading != null) {
            reading.cancel();
        }
    }

    Cancellable follow(String key, Consumer<LiveChunk> listener) {
        Subscription followed = subscriptions.compute(key, (name, known) -> {
            Subscription subscription = known == null ? new Subscription() : known;
            subscription.listeners.add(listener);
            return subscription;
        });
        if (followed.read.compareAndSet(false, true)) {
            ring();
        }
        return () -> subscriptions.computeIfPresent(key, (name, known) -> {
            known.listeners.remove(listener);
            return known.listeners.isEmpty() ? null : known;
        });
    }

    /** Lets the blocking read end. Not heard, it costs the new viewer {@link #BLOCK} at most. */
    private void ring() {
        redis.stream(String.class)
                .xadd(wakeKey, new XAddArgs().maxlen(1L), Map.of("r", "1"))
                .chain(() -> redis.key().pexpire(wakeKey, Duration.ofHours(1)))
                .subscribe()
                .with(rung -> {}, away -> {});
    }

    private Uni<Void> readUntilBroken() {
        return redis.withConnection(connection -> Multi.createBy()
                        .repeating()
                        .uni(() -> read(connection))
                        .indefinitely()
                        .onItem()
                        .ignoreAsUni())
                .onFailure()
                .recoverWithNull()
                .chain(() -> delays.after(RECONNECT));
    }

    private Uni<Void> read(ReactiveRedisDataSource connection) {
        Map<String, String> places = new HashMap<>();
        places.put(wakeKey, lastRing);
        subscriptions.forEach((key, subscription) -> places.put(key, subscription.lastId));
        return connection.stream(String.class)
                .xread(places, new XReadArgs().block(BLOCK).count(MOST))
                .invoke(this::handOut)
                .chain(found ->
                        found == null || found.isEmpty() ? Uni.createFrom().voidItem() : delays.after(GATHER));
    }

    private void handOut(@Nullable List<StreamMessage<String, String, String>> messages) {
        if (messages == null) {
            return;
        }
        for (StreamMessage<String, String, String> message : messages) {
            if (message.key().equals(wakeKey)) {
                lastRing = message.id();
                continue;
            }
            Subscription subscription = subscriptions.get(message.key());
            if (subscription != null) {
                subscription.lastId = message.id();
                LiveChunk chunk = chunk(message.payload());
                subscription.listeners.forEach(listener -> listener.accept(chunk));
            }
        }
    }

    private static LiveChunk chunk(Map<String, String> fields) {
        long seq = Long.parseLong(field(fields, "s"));
        return field(fields, "k").equals("t")
                ? new LiveChunk.Text(seq, Long.parseLong(field(fields, "o")), field(fields, "c"))
                : new LiveChunk.Thought(seq, field(fields, "c"));
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("live chunk without " + name);
        }
        return value;
    }

    /** Who follows a stream, and how far it was read. The first follower gets what is kept of it; it drops what it knows. */
    private static final class Subscription {

        private final Set<Consumer<LiveChunk>> listeners = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean read = new AtomicBoolean();
        private volatile String lastId = FROM_THE_START;
    }
}
