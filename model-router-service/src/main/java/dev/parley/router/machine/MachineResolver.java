package dev.parley.router.machine;

import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolvedMachine;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.alias.Readings;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
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

    private final NodeDirectory nodes;
    private final NamedNodes named;
    private final PassingNodes passing;
    private final Probing probing;
    private final Choice choice;
    private final TaskTypes tasks;
    private final Readings readings;

    public MachineResolver(
            NodeDirectory nodes,
            NamedNodes named,
            PassingNodes passing,
            Probing probing,
            Choice choice,
            TaskTypes tasks,
            Readings readings) {
        this.nodes = nodes;
        this.named = named;
        this.passing = passing;
        this.probing = probing;
        this.choice = choice;
        this.tasks = tasks;
        this.readings = readings;
    }

    /**
     * Resolves one target. A node that is new here is looked at first.
     *
     * @param tenant whose caller it is; nodes of other tenants are not there
     * @param allowed the models that the caller may use; no other is looked for
     */
    public CompletionStage<ResolvedMachine> resolve(MachineTarget target, String tenant, AllowedModels allowed) {
        boolean mayAsk = meant(target, allowed).map(models -> !models.isEmpty()).orElse(true);
        return mayAsk ? resolve(target, tenant) : refused(target, null, ProblemCode.MODEL_NOT_ALLOWED);
    }

    /** The models that may answer; empty if no model can be called so. */
    private Optional<List<ModelTarget>> meant(MachineTarget target, AllowedModels allowed) {
        return ModelTarget.parse(target.model(), tasks)
                .map(model ->
                        readings.read(model, Readings.Asker.looking(allowed)).targets());
    }

    private CompletionStage<ResolvedMachine> resolve(MachineTarget target, String tenant) {
        if (target.address() != null) {
            return byAddress(target, target.address(), tenant);
        }
        if (target.node() != null) {
            return named.find(target.node(), tenant).thenCompose(passage -> at(target, passage, tenant));
        }
        return onNode(target, Optional.empty(), tenant);
    }

    private CompletionStage<ResolvedMachine> byAddress(MachineTarget target, String address, String tenant) {
        Optional<NodeId> registered = nodes.all().stream()
                .filter(view -> view.node().hasOwnAddress())
                .filter(view -> authority(view.node().url()).equals(withPort(address)))
                .map(NodeView::id)
                .findFirst();
        if (registered.isPresent()) {
            return onNode(target, registered, tenant);
        }
        return PassingAddress.parse(address)
                .map(named::visit)
                .orElseGet(
                        () -> CompletableFuture.completedFuture(new Passage.Refused(ProblemCode.ADDRESS_NOT_ALLOWED)))
                .thenCompose(passage -> at(target, passage, tenant));
    }

    private CompletionStage<ResolvedMachine> at(MachineTarget target, Passage passage, String tenant) {
        if (passage instanceof Passage.Refused refused) {
            return refused(target, null, refused.why());
        }
        NodeId node = ((Passage.Granted) passage).node();
        return onNode(target, Optional.of(node), tenant).thenApply(resolved -> {
            if (resolved.refused() == null) {
                passing.keep(node);
            } else {
                passing.dismiss(node);
            }
            return resolved;
        });
    }

    private CompletionStage<ResolvedMachine> onNode(MachineTarget target, Optional<NodeId> pinned, String tenant) {
        List<Demand> demands = meant(target, AllowedModels.ALL).orElse(List.of()).stream()
                .map(model -> new Demand(model, Demand.Work.COMPLETE, false, pinned, tenant, AllowedModels.ALL))
                .toList();
        if (demands.isEmpty()) {
            return refused(target, pinned.orElse(null), ProblemCode.MODEL_UNKNOWN);
        }
        if (demands.stream().anyMatch(choice::isKnown)) {
            return accepted(target, pinned);
        }
        // It may have been pulled a moment ago.
        return probing.refreshAll()
                .thenCompose(looked -> demands.stream().anyMatch(choice::isKnown)
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
        return folded.contains(":") ? folded : folded + ":" + PassingAddress.OLLAMA_PORT;
    }
}
