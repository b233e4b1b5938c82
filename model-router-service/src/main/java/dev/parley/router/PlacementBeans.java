package dev.parley.router;

import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Crowd;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.Delays;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeProof;
import dev.parley.router.node.Probing;
import dev.parley.router.ollama.HttpNodeWork;
import dev.parley.router.placement.Errands;
import dev.parley.router.placement.ModelLoads;
import dev.parley.router.placement.ModelUnloads;
import dev.parley.router.placement.NodeWork;
import dev.parley.router.placement.PlacementBoard;
import dev.parley.router.placement.PlacementStore;
import dev.parley.router.placement.Reconciler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Puts together what loads models and keeps them where they are wished for. */
@Singleton
class PlacementBeans {

    /** A pull and a load under way at a node, and unloads beside them. */
    private static final int CONNECTIONS_PER_NODE = 8;

    /** Renewed three times before a model would lapse, so that one lost renewal changes nothing. */
    private static final int RENEWALS = 3;

    @Produces
    @Singleton
    NodeWork work(Vertx vertx, NodeProof proof, RouterConfig router, PlacementConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_NODE)
                .setConnectTimeout(
                        Math.toIntExact(router.relay().connectTimeout().toMillis()));
        return new HttpNodeWork(
                vertx.createHttpClient(NodeClients.trusting(options, router.relay())),
                proof,
                new HttpNodeWork.Silences(config.pullSilence(), config.loadSilence()));
    }

    @Produces
    @Singleton
    Errands errands(NodeWork work, Vertx vertx, Probing probing, PlacementConfig config) {
        Delays delays = (delay, action) -> vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run());
        return new Errands(
                work,
                new Errands.Terms(config.waiting(), config.tries(), config.pause(), config.keep()),
                delays,
                errand -> probing.refresh(errand.node()));
    }

    @Produces
    @Singleton
    PlacementBoard board(PlacementStore store) {
        return new PlacementBoard(store);
    }

    @Produces
    @Singleton
    Reconciler reconciler(
            NodeDirectory nodes,
            PlacementBoard board,
            Errands errands,
            Admission admission,
            TaskTypes tasks,
            PlacementConfig config,
            Vertx vertx,
            Clock clock) {
        Executor worker = look -> vertx.executeBlocking(
                () -> {
                    look.run();
                    return null;
                },
                false);
        Reconciler.Terms terms =
                new Reconciler.Terms(config.keep().dividedBy(RENEWALS), config.interval(), config.longestPause());
        return new Reconciler(nodes, board, errands, awaited(admission, tasks), terms, worker, clock);
    }

    @Produces
    @Singleton
    ModelLoads loads(NodeDirectory nodes, Errands errands, Admission admission, TaskTypes tasks) {
        return new ModelLoads(nodes, errands, awaited(admission, tasks));
    }

    @Produces
    @Singleton
    ModelUnloads unloads(NodeDirectory nodes, Probing probing, NodeWork work) {
        return new ModelUnloads(nodes, probing, work);
    }

    void start(
            @Observes StartupEvent event,
            Reconciler reconciler,
            PlacementConfig config,
            Vertx vertx,
            MeterRegistry registry) {
        registry.gauge("parley.router.placements.unmet", reconciler, Reconciler::unmet);
        vertx.setPeriodic(config.interval().toMillis(), tick -> reconciler.tick());
    }

    /** The models that requests wait for; who leaves the choice to us may wait for any. */
    private static Supplier<Predicate<ModelName>> awaited(Admission admission, TaskTypes tasks) {
        return () -> {
            Set<ModelName> named = new HashSet<>();
            boolean any = false;
            for (Crowd.Wanted wanted : admission.crowd().models()) {
                if (ModelTarget.parse(wanted.wanted(), tasks).orElse(null) instanceof ModelTarget.Named model) {
                    named.add(model.name());
                } else {
                    any = true;
                }
            }
            boolean whatever = any;
            return model -> whatever || named.contains(model);
        };
    }
}
