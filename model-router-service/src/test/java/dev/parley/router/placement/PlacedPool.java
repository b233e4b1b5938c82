package dev.parley.router.placement;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.NodeOrigin;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeProof;
import dev.parley.router.node.Probing;
import dev.parley.router.node.Reach;
import dev.parley.router.ollama.HttpNodeProbe;
import dev.parley.router.ollama.HttpNodeWork;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.testkit.time.SettableClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Simulated nodes, looked at and sent on errands over HTTP. */
final class PlacedPool implements AutoCloseable {

    final Vertx vertx = Vertx.vertx();
    final SettableClock clock = SettableClock.at("2026-11-20T09:00:00Z");
    final NodeDirectory directory = new NodeDirectory(
            clock,
            new Liveness(1, Duration.ofSeconds(10)),
            new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
    final NodeProof proof = new NodeProof(Optional.empty());
    final Probing probing = new Probing(
            directory,
            new HttpNodeProbe(vertx, vertx.createHttpClient(), proof, Duration.ofSeconds(2), 1 << 20),
            (delay, action) -> vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run()),
            new Probing.Rhythm(Duration.ofMillis(50), 0, Duration.ofSeconds(1)),
            java.time.Clock.systemUTC(),
            new Random(7));
    final HttpNodeWork work = new HttpNodeWork(
            vertx.createHttpClient(), proof, new HttpNodeWork.Silences(Duration.ofSeconds(5), Duration.ofSeconds(5)));
    final Errands errands = new Errands(
            work,
            new Errands.Terms(16, 3, Duration.ofMillis(50), Duration.ofMinutes(30)),
            (delay, action) -> vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run()),
            errand -> probing.refresh(errand.node()));
    final StoreInMemory store = new StoreInMemory();
    final PlacementBoard board = new PlacementBoard(store);

    /** What requests wait for. */
    final Set<ModelName> awaited = ConcurrentHashMap.newKeySet();

    final Reconciler reconciler = new Reconciler(
            directory,
            board,
            errands,
            () -> awaited::contains,
            new Reconciler.Terms(Duration.ofMinutes(10), Duration.ofSeconds(5), Duration.ofHours(1)),
            Runnable::run,
            clock);
    final ModelLoads loads = new ModelLoads(directory, errands, () -> awaited::contains);
    final ModelUnloads unloads = new ModelUnloads(directory, probing, work);
    private final List<SimulatedNode> nodes;

    PlacedPool(SimulatedNode... nodes) {
        this.nodes = List.of(nodes);
        for (SimulatedNode node : nodes) {
            NodeId id = new NodeId(node.name());
            directory.join(new Node(
                    id,
                    node.uri(),
                    NodeKind.OLLAMA,
                    Optional.empty(),
                    Set.of(),
                    4,
                    4,
                    NodeOrigin.CONFIGURATION,
                    Reach.ALL));
            probing.watch(id).toCompletableFuture().join();
        }
    }

    static SimulatedNode node(String name, String... models) {
        return SimulatedNode.builder().name(name).models(models).instant().start();
    }

    static ModelName model(String name) {
        return ModelName.parse(name).orElseThrow();
    }

    void wish(String model, int copies, int warm) {
        store.kept = Stream.concat(store.kept.stream(), Stream.of(new Placement(model(model), model, copies, warm)))
                .toList();
    }

    /** Looks once more, a while later. */
    void later() {
        clock.advance(Duration.ofSeconds(6));
        reconciler.tick();
    }

    Standing standing(String model) {
        return reconciler.standings().stream()
                .filter(one -> one.wish().model().equals(model(model)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        probing.stop();
        nodes.forEach(SimulatedNode::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
