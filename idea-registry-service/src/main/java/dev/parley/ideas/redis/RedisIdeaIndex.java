package dev.parley.ideas.redis;

import dev.parley.ideas.IdeasConfig;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.Ground;
import dev.parley.ideas.novelty.IdeaIndex;
import dev.parley.ideas.novelty.RegistryId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One hash per registry, {@code parley:ideas:{<tenant>:<conversation>}}. A batch is decided by one script. Redis may lose
 * everything at any time: the hash names the registry's state it agrees with, and is rebuilt when it is at another one.
 */
@ApplicationScoped
class RedisIdeaIndex implements IdeaIndex {

    /** A rebuild that was not finished is swept away by Redis. */
    private static final String REBUILD_SECONDS = "60";

    private static final String SCRIPT = script();

    private final ReactiveRedisDataSource redis;
    private final IdeasConfig.Index config;
    private final Counter rebuilds;

    RedisIdeaIndex(ReactiveRedisDataSource redis, IdeasConfig config, MeterRegistry meters) {
        this.redis = redis;
        this.config = config.index();
        this.rebuilds = Counter.builder("parley.ideas.index.rebuilds")
                .description("How often an index was missing or out of date and was made anew")
                .register(meters);
    }

    @Override
    public Uni<Optional<List<Candidate>>> note(Ground ground, List<Candidate> ideas) {
        String index = keyOf(ground.registry());
        return inTime(note(ground, index, index, ideas));
    }

    @Override
    public Uni<List<Candidate>> rebuildAndNote(Ground ground, List<Candidate> ideas) {
        rebuilds.increment();
        String index = keyOf(ground.registry());
        String rebuilt = index + ":rebuilt:" + UUID.randomUUID();
        return inTime(send("HSET", rebuilt, "state", String.valueOf(ground.state())))
                .flatMap(done -> inTime(send("EXPIRE", rebuilt, REBUILD_SECONDS)))
                .flatMap(done -> copy(ground, rebuilt, ""))
                .flatMap(done -> inTime(note(ground, index, rebuilt, ideas)))
                .map(Optional::orElseThrow);
    }

    @Override
    public Uni<Void> drop(RegistryId registry) {
        return inTime(send("DEL", keyOf(registry))).replaceWithVoid();
    }

    /** Page by page, so that neither side holds a long conversation at once. */
    private Uni<Void> copy(Ground ground, String rebuilt, String afterKey) {
        return ground.ideas().page(afterKey, config.rebuildPage()).flatMap(page -> {
            if (page.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            Uni<Void> copied = inTime(send("HSET", entries(new ArrayList<>(List.of(rebuilt)), page)))
                    .replaceWithVoid();
            return page.size() < config.rebuildPage()
                    ? copied
                    : copied.flatMap(done ->
                            copy(ground, rebuilt, page.get(page.size() - 1).key()));
        });
    }

    private Uni<Optional<List<Candidate>>> note(Ground ground, String index, String rebuilt, List<Candidate> ideas) {
        List<String> arguments = new ArrayList<>(List.of(
                SCRIPT,
                "2",
                index,
                rebuilt,
                String.valueOf(ground.state()),
                String.valueOf(ground.next()),
                String.valueOf(config.keep().toMillis())));
        return send("EVAL", entries(arguments, ideas)).map(answer -> firstsIn(answer, ideas));
    }

    private static Optional<List<Candidate>> firstsIn(
            @org.jspecify.annotations.Nullable Response answer, List<Candidate> ideas) {
        if (answer == null) {
            return Optional.empty();
        }
        List<Candidate> firsts = new ArrayList<>(ideas.size());
        for (int i = 0; i < ideas.size(); i++) {
            firsts.add(IndexEntry.read(ideas.get(i).key(), answer.get(i).toString()));
        }
        return Optional.of(firsts);
    }

    private static String[] entries(List<String> arguments, List<Candidate> ideas) {
        for (Candidate idea : ideas) {
            arguments.add(idea.key());
            arguments.add(IndexEntry.write(idea));
        }
        return arguments.toArray(String[]::new);
    }

    private Uni<Response> send(String command, String... arguments) {
        return Uni.createFrom().deferred(() -> redis.execute(command, arguments));
    }

    private <T> Uni<T> inTime(Uni<T> call) {
        return call.ifNoItem().after(config.patience()).fail().onFailure().transform(IndexAway::new);
    }

    private static String keyOf(RegistryId registry) {
        return "parley:ideas:{" + registry.tenant() + ":" + registry.conversation() + "}";
    }

    private static String script() {
        String resource = "/redis/note-ideas.lua";
        try (InputStream in = Objects.requireNonNull(RedisIdeaIndex.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
