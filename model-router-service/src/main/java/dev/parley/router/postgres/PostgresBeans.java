package dev.parley.router.postgres;

import dev.parley.router.RegistryConfig;
import dev.parley.router.RouterConfig;
import dev.parley.router.alias.Alias;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.placement.Reconciler;
import dev.parley.router.price.Price;
import dev.parley.router.registry.LocalCopy;
import dev.parley.router.registry.NodeRegistry;
import dev.parley.router.registry.NodeStore;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** What is kept of nodes, to be injected. Without a database nothing is kept, and everything else goes on. */
@Singleton
final class PostgresBeans {

    /** Behind those that say nothing of when. */
    private static final int AFTER_SETTINGS = Interceptor.Priority.APPLICATION + 600;

    private final InjectableInstance<Pool> pools;
    private final InjectableInstance<Flyway> migrations;
    private volatile @Nullable RegistryFollower follower;

    PostgresBeans(InjectableInstance<Pool> pools, InjectableInstance<Flyway> migrations) {
        this.pools = pools;
        this.migrations = migrations;
    }

    @Produces
    @Singleton
    NodeStore store(RegistryConfig config) {
        return pool().<NodeStore>map(pool -> new PostgresNodes(
                        new Database(pool, config.patience()),
                        new PostgresNodes.Bounds(config.nodes(), config.tunnels())))
                .orElseGet(NoStore::new);
    }

    @Produces
    @Singleton
    NodeRegistry registry(NodeStore store, NodeRoster roster, RegistryConfig config, RouterConfig router, Clock clock) {
        return new NodeRegistry(
                store, roster, new NodeRegistry.Terms(router.capacity().maxConcurrent(), config.tunnelLife()), clock);
    }

    /** After what is configured: settings come first where names are the same. */
    void begin(
            @Observes @Priority(AFTER_SETTINGS) StartupEvent event,
            Vertx vertx,
            NodeRegistry registry,
            NodeRoster roster,
            LocalCopy<List<Price>> prices,
            LocalCopy<List<Alias>> aliases,
            Reconciler reconciler,
            RegistryConfig config) {
        Optional<Pool> pool = pool();
        if (pool.isEmpty()) {
            registry.unreadable(NoStore.WHY);
            return;
        }
        RegistryFollower following = new RegistryFollower(
                vertx,
                pool.get(),
                () -> migrations.getActive().migrate(),
                registry,
                List.of(prices, aliases),
                reconciler::tick,
                new RegistryFollower.Rhythm(config.poll(), config.longestPause()));
        follower = following;
        roster.open(following);
    }

    /** Before the pool goes. */
    void end(@Observes ShutdownEvent event) {
        RegistryFollower following = follower;
        if (following != null) {
            following.stop();
        }
    }

    /** The configured database; a pool without an address is there, but must not be touched. */
    private Optional<Pool> pool() {
        return pools.listActive().stream().findFirst();
    }
}
