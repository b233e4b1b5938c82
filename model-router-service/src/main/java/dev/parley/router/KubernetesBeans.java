package dev.parley.router;

import dev.parley.router.kubernetes.PoolWatch;
import dev.parley.router.kubernetes.Pools;
import dev.parley.router.metrics.PoolMeters;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeRoster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Puts the pools of a cluster together. Where they are switched off, the client is never made. */
@Singleton
class KubernetesBeans {

    private static final long LOOK_AFTER_MILLIS = 1_000;

    @Produces
    @Singleton
    PoolWatch pools(
            Instance<KubernetesClient> client, KubernetesConfig config, RouterConfig router, Vertx vertx, Clock clock) {
        // One context runs everything in order; the client's own threads only say that something happened.
        Context context = vertx.getOrCreateContext();
        return new PoolWatch(
                client::get,
                new PoolWatch.Terms(
                        config.namespaces().orElse(List.of()),
                        new Pools.Terms(router.capacity().maxConcurrent(), config.nodes()),
                        config.patience(),
                        config.relist()),
                look -> context.runOnContext(now -> look.run()),
                clock);
    }

    void start(
            @Observes StartupEvent event,
            KubernetesConfig config,
            PoolWatch watch,
            NodeRoster roster,
            NodeDirectory nodes,
            MeterRegistry registry,
            Vertx vertx) {
        if (config.enabled()) {
            PoolMeters.register(registry, watch);
            nodes.expect(watch.pools()::mayServe);
            roster.open(watch);
            vertx.setPeriodic(LOOK_AFTER_MILLIS, tick -> watch.tick());
        }
    }

    void stop(@Observes ShutdownEvent event, PoolWatch watch) {
        watch.close();
    }
}
