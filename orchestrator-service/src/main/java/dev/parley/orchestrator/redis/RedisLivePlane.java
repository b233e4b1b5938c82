package dev.parley.orchestrator.redis;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.pace.Delays;
import dev.parley.orchestrator.stream.LiveChunk;
import dev.parley.orchestrator.stream.LiveKey;
import dev.parley.orchestrator.stream.LivePlane;
import dev.parley.orchestrator.stream.LiveSink;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** The live plane in Redis: a stream of batches per owner and the text so far per attempt. */
@Singleton
final class RedisLivePlane implements LivePlane {

    /** Redis answers within a millisecond or is away. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    private final ReactiveRedisDataSource redis;
    private final LiveLine line;
    private final RedisLiveReader reader;
    private final Delays delays;
    private final Clock clock;
    private final OrchestratorConfig.Live config;

    RedisLivePlane(
            ReactiveRedisDataSource redis,
            LiveLine line,
            RedisLiveReader reader,
            Delays delays,
            Clock clock,
            OrchestratorConfig config) {
        this.redis = redis;
        this.line = line;
        this.reader = reader;
        this.delays = delays;
        this.clock = clock;
        this.config = config.live();
    }

    @Override
    public LiveSink open(LiveKey key, long seq) {
        return new RedisLiveSink(new LiveScript(line, key, seq, config), delays, clock, config.batch());
    }

    @Override
    public Uni<String> textSoFar(LiveKey key, long seq) {
        return redis.value(String.class)
                .get(LiveKeys.text(key, seq))
                .map(text -> Objects.requireNonNullElse(text, ""))
                .ifNoItem()
                .after(ANSWER_WITHIN)
                .recoverWithItem("")
                .onFailure()
                .recoverWithItem("");
    }

    @Override
    public Cancellable follow(LiveKey key, Consumer<LiveChunk> listener) {
        return reader.follow(LiveKeys.chunks(key), listener);
    }
}
