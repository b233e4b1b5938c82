package dev.parley.router.selection;

import dev.parley.protocol.node.NodeKind;
import dev.parley.protocol.node.RouteReport;
import dev.parley.router.capacity.Place;
import dev.parley.router.model.Capability;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.ExposedDigests;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the nodes that could answer a demand now, and puts them in order. */
public final class Choice {

    private final NodeDirectory nodes;
    private final NodeSelection selection;
    private final Prospects prospects;
    private final ToIntFunction<NodeId> running;
    private final Set<NodeId> signedIn;
    private final Clock clock;

    /**
     * Where nodes serve only what they list.
     *
     * @param running how many requests of this router a node holds
     */
    public Choice(
            NodeDirectory nodes,
            NodeSelection selection,
            Prospects prospects,
            ToIntFunction<NodeId> running,
            Clock clock) {
        this(nodes, selection, prospects, running, Set.of(), clock);
    }

    /**
     * Where some nodes also serve what they do not list.
     *
     * @param running how many requests of this router a node holds
     * @param signedIn nodes that pass on requests for every model of the remote service, pulled or not
     */
    public Choice(
            NodeDirectory nodes,
            NodeSelection selection,
            Prospects prospects,
            ToIntFunction<NodeId> running,
            Set<NodeId> signedIn,
            Clock clock) {
        this.nodes = nodes;
        this.selection = selection;
        this.prospects = prospects;
        this.running = running;
        this.signedIn = Set.copyOf(signedIn);
        this.clock = clock;
    }

    /** Whether any node, well or not, has what is demanded: what is known but not there now is worth waiting for. */
    public boolean isKnown(Demand demand) {
        // One of the nodes with the name has the digest that the name stands for: which one does not matter here.
        return !(demand.target() instanceof ModelTarget.Named named)
                || nodes.all().stream().anyMatch(node -> isReachable(node, demand) && mayHost(node, named.name()))
                || (demand.pinned().isEmpty() && nodes.isExpected(named.name()));
    }

    /** The models that may answer a demand, whatever state their nodes are in. */
    public Set<ModelName> models(Demand demand) {
        return demand.target() instanceof ModelTarget.Named named
                ? Set.of(named.name())
                : having(demand, runner -> true).stream().map(Runner::model).collect(Collectors.toSet());
    }

    /** A node's candidacy, whatever its state. */
    public Optional<Candidate> at(Demand demand, Place place) {
        if (demand.target() instanceof ModelTarget.Named named) {
            // Who has it was found a moment ago; only how the node is now may differ.
            return nodes.find(place.node())
                    .filter(node -> isReachable(node, demand) && mayHost(node, named.name()))
                    .map(node -> runner(node, named))
                    .map(runner -> candidate(runner, demand));
        }
        return having(demand, runner -> runner.isAt(place)).stream()
                .filter(runner -> runner.isAt(place))
                .findFirst()
                .map(runner -> candidate(runner, demand));
    }

    /** Those that may be given it now, best first. @param tried nodes that are out for this request */
    public List<Candidate> candidates(Demand demand, Set<NodeId> tried) {
        Instant now = clock.instant();
        Predicate<Runner> open = runner -> !tried.contains(runner.node().id()) && runner.takesWork(now);
        List<Candidate> able = having(demand, open).stream()
                .filter(open)
                .map(runner -> candidate(runner, demand))
                .toList();
        return selection.order(able);
    }

    /** The same with its reasons, of every node. Not for every request: it looks at all nodes once more. */
    public RouteReport explain(Demand demand, Set<NodeId> tried) {
        return new Explanation(demand, tried, nodes.all(), clock.instant()).of(candidates(demand, tried));
    }

    /** A model on a node, as that node must be asked for it. */
    private record Runner(NodeView node, ModelName model, String spelled) {

        boolean isAt(Place place) {
            return node.id().equals(place.node()) && model.equals(place.model());
        }

        boolean takesWork(Instant now) {
            return node.takesWork() && node.circuit(model).admits(now);
        }
    }

    /** @param open who of them comes into question: what only others could do is left to whoever is general */
    private List<Runner> having(Demand demand, Predicate<Runner> open) {
        List<NodeView> reachable =
                nodes.all().stream().filter(node -> isReachable(node, demand)).toList();
        if (demand.target() instanceof ModelTarget.Named named) {
            return havingModel(reachable, named, demand);
        }
        return havingCapability(reachable, ((ModelTarget.ByCapability) demand.target()).wanted(), demand, open);
    }

    private static boolean isReachable(NodeView node, Demand demand) {
        return node.node().reach().serves(demand.tenant())
                && (demand.pinned().isEmpty() || demand.pinned().get().equals(node.id()))
                && (!demand.ollamaApi() || node.node().kind() == NodeKind.OLLAMA);
    }

    /** A pinned node runs its own copy; else all nodes must mean the same by the name. */
    private List<Runner> havingModel(List<NodeView> reachable, ModelTarget.Named named, Demand demand) {
        Optional<String> exposed = demand.pinned().isPresent()
                ? Optional.empty()
                : ExposedDigests.of(named.name(), demand.tenant(), nodes.all());
        return reachable.stream()
                .filter(node -> hosts(node, named.name(), exposed))
                .map(node -> runner(node, named))
                .toList();
    }

    private static Runner runner(NodeView node, ModelTarget.Named named) {
        return new Runner(node, named.name(), node.spelled(named.name(), named.written()));
    }

    private boolean hosts(NodeView node, ModelName name, Optional<String> exposed) {
        HostedModel listed = node.catalogue().models().get(name);
        return listed == null
                ? mayPassOn(node, name) || isMeantToHost(node, name)
                : ExposedDigests.matches(listed, exposed);
    }

    /** Whether a node has any model of this name. */
    private boolean mayHost(NodeView node, ModelName name) {
        return node.catalogue().models().containsKey(name) || mayPassOn(node, name) || isMeantToHost(node, name);
    }

    /** A signed-in node asks the remote service for whatever it is asked for by such a name. */
    private boolean mayPassOn(NodeView node, ModelName name) {
        return name.isCloud() && node.node().kind() == NodeKind.OLLAMA && signedIn.contains(node.id());
    }

    private static boolean isMeantToHost(NodeView node, ModelName name) {
        // Meant to have it, but never heard: worth waiting for.
        return node.catalogue().models().isEmpty()
                && node.node()
                        .model()
                        .flatMap(ModelName::parse)
                        .filter(name::equals)
                        .isPresent();
    }

    /** Of the nodes with the best wanted capability that any has who comes into question; else of any. */
    private List<Runner> havingCapability(
            List<NodeView> reachable, List<Capability> wanted, Demand demand, Predicate<Runner> open) {
        Stream<List<Runner>> byCapability = wanted.stream()
                .map(capability -> reachable.stream()
                        .filter(node -> node.node().capabilities().contains(capability))
                        .flatMap(node -> ownModel(node, demand).stream())
                        .toList());
        Stream<List<Runner>> any = Stream.of(reachable.stream()
                .flatMap(node -> ownModel(node, demand).stream())
                .toList());
        return Stream.concat(byCapability, any)
                .filter(runners -> runners.stream().anyMatch(open))
                .findFirst()
                .orElse(List.of());
    }

    /** The allowed model a node is meant to serve, or one on its list that can do the work: best one that is in memory. */
    private Optional<Runner> ownModel(NodeView node, Demand demand) {
        Optional<Runner> meant = node.node()
                .model()
                .flatMap(spelled -> ModelName.parse(spelled)
                        .filter(name -> canDo(node, name, demand.work())
                                && demand.allowed().include(name))
                        .map(name -> new Runner(node, name, spelled)));
        return meant.or(() -> node.catalogue().models().values().stream()
                .filter(model -> canDo(model, demand.work()) && !model.name().isCloud())
                .filter(model -> demand.allowed().include(model.name()))
                .min(Comparator.comparing((HostedModel model) -> !node.isWarm(model.name())))
                .map(model -> new Runner(node, model.name(), model.listed())));
    }

    private static boolean canDo(NodeView node, ModelName name, Demand.Work work) {
        HostedModel listed = node.catalogue().models().get(name);
        return listed == null ? node.catalogue().models().isEmpty() : canDo(listed, work);
    }

    private static boolean canDo(HostedModel model, Demand.Work work) {
        return switch (work) {
            case COMPLETE -> model.completes();
            case EMBED -> model.embeds();
            case DESCRIBE -> true;
        };
    }

    private Candidate candidate(Runner runner, Demand demand) {
        NodeView node = runner.node();
        return new Candidate(
                node,
                runner.model(),
                runner.spelled(),
                running.applyAsInt(node.id()),
                prospects.of(node, runner.model(), demand));
    }
}
