package dev.parley.router.postgres;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Probing;
import dev.parley.router.node.Reach;
import dev.parley.router.placement.PlacementStore;
import dev.parley.router.registry.NodeRegistry;
import dev.parley.router.registry.NodeStore;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** What a router knows of nodes, with a configured node and a database that others write too. */
final class RouterOnPostgres implements AutoCloseable {

    static final NodeId CONFIGURED = new NodeId("configured");
    static final Duration POLL = Duration.ofSeconds(1);

    final NodeDirectory nodes;
    final NodeStore store;
    final PlacementStore placements;
    final AtomicInteger heard = new AtomicInteger();
    final NodeRegistry registry;
    private final Pool pool;
    private final RegistryFollower follower;

    RouterOnPostgres(Vertx vertx, EmbeddedPostgresServer postgres) {
        nodes = new NodeDirectory(
                Clock.systemUTC(),
                new Liveness(3, Duration.ofSeconds(10)),
                new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
        Probing probing = new Probing(
                nodes,
                node -> CompletableFuture.completedFuture(new ProbeResult(
                        Optional.of("0.33.0"), Optional.of(Map.of()), Optional.empty(), Optional.empty())),
                (delay, action) -> vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run()),
                new Probing.Rhythm(Duration.ofSeconds(2), 0.2, Duration.ofSeconds(1)),
                Clock.systemUTC(),
                new SplittableRandom(1));
        NodeRoster roster = new NodeRoster(nodes, probing);
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PgConnectOptions.fromUri(postgres.reactiveUrl())
                        .setUser(postgres.user())
                        .setPassword(postgres.password()))
                .using(vertx)
                .build();
        store = new PostgresNodes(new Database(pool, Duration.ofSeconds(3)), new PostgresNodes.Bounds(3, 3));
        placements = new PostgresPlacements(new Database(pool, Duration.ofSeconds(3)));
        registry = new NodeRegistry(store, roster, new NodeRegistry.Terms(4, Duration.ofSeconds(2)), Clock.systemUTC());
        Flyway flyway = Flyway.configure()
                .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
                .schemas("router")
                .defaultSchema("router")
                .load();
        follower = new RegistryFollower(
                vertx,
                pool,
                flyway::migrate,
                registry,
                List.of(),
                heard::incrementAndGet,
                new RegistryFollower.Rhythm(POLL, Duration.ofSeconds(2)));
        roster.open(sink -> sink.join(new Node(
                CONFIGURED,
                URI.create("http://configured.test:11434"),
                NodeKind.OLLAMA,
                Optional.empty(),
                Set.of(),
                4,
                4,
                NodeOrigin.CONFIGURATION,
                Reach.ALL)));
        roster.open(follower);
    }

    boolean knows(String name) {
        return nodes.find(new NodeId(name)).isPresent();
    }

    boolean isDrained(NodeId id) {
        return nodes.find(id).filter(NodeView::isDrained).isPresent();
    }

    boolean isCurrent() {
        return registry.standing().current();
    }

    /** As killed: it says goodbye to nobody. */
    @Override
    public void close() {
        follower.stop();
        pool.close().toCompletionStage().toCompletableFuture().join();
    }
}
