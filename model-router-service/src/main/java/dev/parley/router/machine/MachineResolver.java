package dev.parley.router.machine;

import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.Probing;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Tells which node a caller's machine is, if it may be used at all. An address is compared, never looked up or dialled,
 * until it is a registered node's or lies in a range that an operator allows.
 */
public final class MachineResolver {

    private static final int OLLAMA_PORT = 11_434;

    private final NodeDirectory nodes;
    private final PassingNodes passing;
    private final Probing probing;
    private final Choice choice;
    private final TaskTypes tasks;
    private final List<AddressRange> allowed;

    public MachineResolver(
            NodeDirectory nodes,
            PassingNodes passing,
            Probing probing,
            Choice choice,
            TaskTypes tasks,
            List<AddressRange> allowed) {
        this.nodes = nodes;
        this.passing = passing;
        this.probing = probing;
        this.choice = choice;
        this.tasks = tasks;
        this.allowed = List.copyOf(allowed);
    }

    /** Resolves one target. A node that is new here is looked at first. */
    public CompletionStage<ResolvedMachine> resolve(MachineTarget target) {
        if (target.address() != null) {
            return byAddress(target, target.address());
        }
        if (target.node() != null) {
            return NodeId.parse(target.node())
                    .filter(id -> nodes.find(id).isPresent())
                    .map(id -> onNode(target, Optional.of(id)))
                    .orElseGet(() -> refused(target, null, ProblemCode.NODE_UNKNOWN));
        }
        return onNode(target, Optional.empty());
    }

    private CompletionStage<ResolvedMachine> byAddress(MachineTarget target, String address) {
        Optional<NodeId> registered = nodes.all().stream()
                .filter(view -> authority(view.node().url()).equals(withPort(address)))
                .map(view -> view.id())
                .findFirst();
        if (registered.isPresent()) {
            return onNode(target, registered);
        }
        Optional<NodeId> passed = passingNode(withPort(address));
        if (passed.isEmpty()) {
            return refused(target, null, ProblemCode.ADDRESS_NOT_ALLOWED);
        }
        return probing.watch(passed.get()).thenCompose(looked -> onNode(target, passed));
    }

    private Optional<NodeId> passingNode(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String literal = hostAndPort.substring(0, colon);
        String port = hostAndPort.substring(colon + 1);
        boolean inRange = AddressRange.address(literal)
                .filter(bits -> allowed.stream().anyMatch(range -> range.contains(bits)))
                .isPresent();
        if (!inRange || !port.matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(port);
        return number >= 1 && number <= 65_535 ? passing.at(literal, number) : Optional.empty();
    }

    private CompletionStage<ResolvedMachine> onNode(MachineTarget target, Optional<NodeId> pinned) {
        Optional<ModelTarget> model = ModelTarget.parse(target.model(), tasks);
        if (model.isEmpty()) {
            return refused(target, pinned.orElse(null), ProblemCode.MODEL_UNKNOWN);
        }
        Demand demand = new Demand(model.get(), Demand.Work.COMPLETE, false, pinned);
        if (choice.isKnown(demand)) {
            return accepted(target, pinned);
        }
        // It may have been pulled a moment ago.
        return probing.refreshAll()
                .thenCompose(looked -> choice.isKnown(demand)
                        ? accepted(target, pinned)
                        : refused(target, pinned.orElse(null), ProblemCode.MODEL_UNKNOWN));
    }

    private static CompletionStage<ResolvedMachine> accepted(MachineTarget target, Optional<NodeId> pinned) {
        String node = pinned.map(NodeId::value).orElse(null);
        return CompletableFuture.completedFuture(new ResolvedMachine(node, target.model(), null));
    }

    private static CompletionStage<ResolvedMachine> refused(
            MachineTarget target, @Nullable NodeId pinned, ProblemCode code) {
        String node = pinned == null ? null : pinned.value();
        return CompletableFuture.completedFuture(new ResolvedMachine(node, target.model(), code.wireName()));
    }

    private static String authority(URI url) {
        return (url.getHost() + ":" + url.getPort()).toLowerCase(Locale.ROOT);
    }

    private static String withPort(String address) {
        String folded = address.toLowerCase(Locale.ROOT);
        return folded.contains(":") ? folded : folded + ":" + OLLAMA_PORT;
    }
}
