package dev.parley.benchmarks.house;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Parley over simulated nodes, all on one stage. */
public final class House {

    private static final Map<String, String> SETTINGS = Map.of(
            // A backlog is what some scenarios are about; in the others nobody waits.
            "ROUTER_QUEUE_SIZE", "4096",
            "ROUTER_QUEUE_DEADLINE", "10m",
            // As many conversations as one node answers at once.
            "ORCHESTRATOR_OWNERSHIP_MAX_CONVERSATIONS", "1000",
            // As many streams as one node holds open.
            "ROUTER_RELAY_CONNECTIONS", "8192");

    private final Stage stage;
    private final Map<String, SimulatedNode> nodes;
    private final Parley parley;
    private final AtomicReference<@Nullable Target> openDoor = new AtomicReference<>();

    private House(Stage stage, Map<String, SimulatedNode> nodes, Parley parley) {
        this.stage = stage;
        this.nodes = nodes;
        this.parley = parley;
    }

    /** Starts these nodes and Parley over them. */
    public static House open(Stage stage, List<NodeWish> wishes) {
        Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
        List<URI> urls = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        for (NodeWish wish : wishes) {
            SimulatedNode node = stage.put(SimulatedNode.start(wish.settings()));
            nodes.put(wish.name(), node);
            urls.add(node.url());
            settings.put("OLLAMA_MAX_CONCURRENT_" + urls.size(), Integer.toString(wish.cap()));
        }
        return new House(stage, nodes, Parley.start(stage, urls, settings));
    }

    /** Where everything that is started besides is put. */
    public Stage stage() {
        return stage;
    }

    /** The stack. */
    public Parley parley() {
        return parley;
    }

    /** A node by the name it was wished for. */
    public SimulatedNode node(String name) {
        return Objects.requireNonNull(nodes.get(name), name);
    }

    /** A node like a wished one that Parley knows nothing of: for a baseline in the same run. */
    public SimulatedNode twin(NodeWish wish) {
        return stage.put(SimulatedNode.start(wish.settings()));
    }

    /** The gateway and the router, with the administrator's key. */
    public Target target() {
        return parley.target();
    }

    /** A second gateway that asks for no keys, before the same router; the same one whenever it is asked for. */
    public Target withoutKeys(String name) {
        Target known = openDoor.updateAndGet(
                door -> door == null ? withoutKeys(name, parley.url("router"), parley.pid("router"), Map.of()) : door);
        return known.as(name, Optional.empty());
    }

    /** A gateway that asks for no keys, before a second router that has no Redis: what is left is the relay. */
    public Target relayAlone(String name) {
        Replica router =
                Replica.of(parley, "router", Map.of("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + Ports.free()), stage);
        return withoutKeys(name, router.url(), router.pid(), Map.of());
    }

    /** The same two hops, with claims, as an installation that relays all day runs them: with both compilers. */
    public Target bothCompilers(String name) {
        Map<String, String> flags = Map.of("_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4");
        Replica router = Replica.of(parley, "router", flags, stage);
        return withoutKeys(name, router.url(), router.pid(), flags);
    }

    private Target withoutKeys(String name, URI router, long routerProcess, Map<String, String> flags) {
        Map<String, String> otherwise = new LinkedHashMap<>(flags);
        otherwise.put("GATEWAY_IDENTITY_MODE", "off");
        otherwise.put("GATEWAY_ROUTER_URL", router.toString());
        Replica gateway = Replica.of(parley, "gateway", otherwise, stage);
        return new Target(name, gateway.url(), List.of(gateway.pid(), routerProcess), Optional.empty());
    }
}
