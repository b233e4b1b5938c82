package dev.parley.router;

import dev.parley.router.alias.Readings;
import dev.parley.router.alias.VariantCounts;
import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Claims;
import dev.parley.router.machine.AddressRange;
import dev.parley.router.machine.MachineResolver;
import dev.parley.router.machine.NamedNodes;
import dev.parley.router.machine.PassingNodes;
import dev.parley.router.metrics.ModelMeters;
import dev.parley.router.metrics.RouterJournal;
import dev.parley.router.metrics.RouterMeters;
import dev.parley.router.metrics.VariantMeters;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeProbe;
import dev.parley.router.node.NodeProof;
import dev.parley.router.node.NodeRoster;
import dev.parley.router.node.Probing;
import dev.parley.router.ollama.HttpNodeProbe;
import dev.parley.router.redis.Heartbeat;
import dev.parley.router.relay.CloudPolicy;
import dev.parley.router.relay.Fallbacks;
import dev.parley.router.relay.InferenceRelay;
import dev.parley.router.relay.Journal;
import dev.parley.router.relay.Patience;
import dev.parley.router.relay.Preloads;
import dev.parley.router.relay.QueuePolicy;
import dev.parley.router.relay.RelayPolicy;
import dev.parley.router.relay.Roads;
import dev.parley.router.relay.Shortcuts;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Learning;
import dev.parley.transport.edge.Edge;
import dev.parley.transport.relay.BodyBudget;
import dev.parley.transport.relay.PassedHeaders;
import dev.parley.transport.relay.Relay;
import dev.parley.transport.relay.RelayBounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** How the parts of the router fit together. */
@Dependent
final class RouterBeans {

    private static final int PROBE_CONNECTIONS = 3;

    @Produces
    @Singleton
    NodeDirectory nodes(RouterConfig config, Clock clock) {
        RouterConfig.Health health = config.health();
        return new NodeDirectory(
                clock,
                new Liveness(config.probe().lostAfter(), health.suspectFor()),
                new CircuitState.Limits(
                        health.circuitFailures(),
                        health.circuitPause(),
                        health.circuitLongestPause(),
                        health.longestRest(),
                        health.stuckPause(),
                        health.slowStart()));
    }

    @Produces
    @Singleton
    TaskTypes tasks(RouterConfig config) {
        return TaskTypes.with(config.tasks());
    }

    /** @throws ConfigurationException if the secret is too short; the process ends with that sentence */
    @Produces
    @Singleton
    NodeProof proof(RouterConfig config, Clock clock) {
        try {
            return new NodeProof(config.gateway().secret().map(secret -> new Edge("router", "gateway", secret, clock)));
        } catch (IllegalArgumentException tooShort) {
            throw new ConfigurationException("router.gateway.secret: " + tooShort.getMessage());
        }
    }

    @Produces
    @Singleton
    NodeProbe probe(Vertx vertx, NodeProof proof, RouterConfig config) {
        HttpClientOptions options = NodeClients.trusting(
                Relay.clientOptions(PROBE_CONNECTIONS, config.probe().timeout()), config.relay());
        return new HttpNodeProbe(
                vertx,
                vertx.createHttpClient(options),
                proof,
                config.probe().timeout(),
                Math.toIntExact(config.probe().answerLimit().asLongValue()));
    }

    @Produces
    @Singleton
    Probing probing(Vertx vertx, NodeDirectory nodes, NodeProbe probe, RouterConfig config, Clock clock) {
        return new Probing(
                nodes,
                probe,
                (delay, action) -> vertx.setTimer(Math.max(1, delay.toMillis()), fired -> action.run()),
                new Probing.Rhythm(
                        config.probe().interval(),
                        config.probe().jitter(),
                        config.probe().timeout()),
                clock,
                sharedRandom());
    }

    @Produces
    @Singleton
    NodeRoster roster(NodeDirectory nodes, Probing probing) {
        return new NodeRoster(nodes, probing);
    }

    @Produces
    @Singleton
    Heartbeat heartbeat(RouterConfig config) {
        RouterConfig.Claims claims = config.claims();
        return new Heartbeat(claims.heartbeat(), claims.lapse(), claims.reconnect());
    }

    @Produces
    @Singleton
    RouterMeters meters(MeterRegistry registry, NodeDirectory nodes, Admission admission, Claims claims) {
        return new RouterMeters(registry, nodes, admission, claims);
    }

    @Produces
    @Singleton
    Journal journal(
            RouterMeters meters, MeterRegistry registry, NodeDirectory nodes, VariantCounts variants, Tracer tracer) {
        return new RouterJournal(
                meters, new ModelMeters(registry, nodes), new VariantMeters(registry, variants), tracer);
    }

    @Produces
    @Singleton
    Relay relay(Vertx vertx, RouterConfig config) {
        RouterConfig.Relay relay = config.relay();
        HttpClientOptions options =
                NodeClients.trusting(Relay.clientOptions(relay.connections(), relay.connectTimeout()), relay);
        RelayBounds bounds = new RelayBounds(
                Math.toIntExact(relay.recordLimit().asLongValue()),
                Math.toIntExact(relay.wholeLimit().asLongValue()));
        return new Relay(vertx, options, bounds);
    }

    @Produces
    @Singleton
    Preloads preloads(Relay relay, NodeProof proof, Learning learning, MeterRegistry registry) {
        Preloads preloads = new Preloads(
                relay,
                proof,
                learning,
                outcome -> registry.counter("parley.router.preloads", "outcome", RouterMeters.lower(outcome))
                        .increment());
        registry.gauge("parley.router.preloads.under.way", preloads, Preloads::underWay);
        registry.gauge("parley.router.preloads.awaited", preloads, Preloads::awaited);
        return preloads;
    }

    @Produces
    @Singleton
    RelayPolicy policy(RouterConfig config, TaskTypes tasks) {
        RouterConfig.Relay relay = config.relay();
        RouterConfig.Silence silence = relay.silence();
        return new RelayPolicy(
                relay.bodyLimit().asLongValue(),
                new BodyBudget(relay.bodies()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / 2)),
                relay.generations(),
                new QueuePolicy(
                        config.queue().deadline(),
                        config.queue().longest(),
                        config.queue().retryAfter(),
                        config.queue().longestRetryAfter()),
                new Patience(
                        silence.warm(),
                        silence.cold(),
                        silence.whole(),
                        silence.stall(),
                        silence.client(),
                        silence.longest()),
                Optional.of(config.queue().commentAfter()).filter(after -> !after.isZero()),
                config.hedge().after(),
                Fallbacks.of(config.fallbacks(), tasks),
                cloud(config.cloud()),
                PassedHeaders.ofRequest(relay.passHeaders().orElse(List.of())),
                PassedHeaders.ofResponse(List.of()));
    }

    private static CloudPolicy cloud(CloudConfig config) {
        Set<NodeId> nodes = config.nodes().orElse(List.of()).stream()
                .map(name -> NodeId.parse(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "router.cloud.nodes: " + name + " (expected: a node's name)")))
                .collect(Collectors.toSet());
        return new CloudPolicy(config.policy() == CloudConfig.Policy.ALLOW, nodes);
    }

    @Produces
    @Singleton
    InferenceRelay inference(
            Vertx vertx,
            NodeDirectory nodes,
            NamedNodes named,
            Readings readings,
            Choice choice,
            Learning learning,
            Admission admission,
            Relay relay,
            NodeProof proof,
            Preloads preloads,
            Probing probing,
            RelayPolicy policy,
            Journal journal,
            TaskTypes tasks,
            Shortcuts shortcuts,
            Clock clock) {
        return new InferenceRelay(
                vertx,
                new Roads(
                        nodes, named, readings, choice, learning, admission, relay, proof, preloads, probing, policy,
                        journal, clock),
                tasks,
                shortcuts);
    }

    @Produces
    @Singleton
    PassingNodes passing(NodeDirectory nodes, Admission admission, RouterConfig config, Clock clock) {
        RouterConfig.Machines machines = config.machines();
        List<AddressRange> allowed = machines.allowedRanges().orElse(List.of()).stream()
                .map(AddressRange::parse)
                .toList();
        PassingNodes.Terms terms = new PassingNodes.Terms(
                allowed, machines.limit(), machines.expiry(), config.capacity().maxConcurrent());
        return new PassingNodes(nodes, admission::running, terms, clock);
    }

    @Produces
    @Singleton
    NamedNodes named(NodeDirectory nodes, PassingNodes passing, Probing probing) {
        return new NamedNodes(nodes, passing, probing);
    }

    @Produces
    @Singleton
    MachineResolver machines(
            NodeDirectory nodes,
            NamedNodes named,
            PassingNodes passing,
            Probing probing,
            Choice choice,
            TaskTypes tasks,
            Readings readings) {
        return new MachineResolver(nodes, named, passing, probing, choice, tasks, readings);
    }

    /** Many threads draw from it. */
    static RandomGenerator sharedRandom() {
        SplittableRandom random = new SplittableRandom();
        return () -> {
            synchronized (random) {
                return random.nextLong();
            }
        };
    }
}
