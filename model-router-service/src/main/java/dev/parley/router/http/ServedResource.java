package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.node.ServedModel;
import dev.parley.protocol.node.ServedModels;
import dev.parley.protocol.node.TaskTypeNames;
import dev.parley.router.alias.Readings;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.Capability;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.Node;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeView;
import dev.parley.transport.edge.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What task chat can be asked for: types of task, and the models there are for them. */
@Path("/internal")
class ServedResource {

    private final NodeDirectory nodes;
    private final Readings readings;
    private final TaskTypes tasks;
    private final CurrentCaller caller;

    ServedResource(NodeDirectory nodes, Readings readings, TaskTypes tasks, CurrentCaller caller) {
        this.nodes = nodes;
        this.readings = readings;
        this.tasks = tasks;
        this.caller = caller;
    }

    @GET
    @Path("tasks")
    public TaskTypeNames tasks() {
        return new TaskTypeNames(tasks.names());
    }

    @GET
    @Path("served")
    public ServedModels served() {
        Caller who = caller.get();
        AllowedModels allowed = AllowedModels.of(who.models());
        boolean admin = who.scopes().contains(Scope.ADMIN);
        List<Readings.Shown> aliases = readings.shown(allowed);
        return new ServedModels(nodes.all().stream()
                .filter(node -> node.takesWork() && node.node().reach().serves(who.tenant()))
                .flatMap(node -> Stream.concat(spelled(node, allowed), aliases(node, aliases))
                        .map(model -> served(node.node(), model, admin)))
                .toList());
    }

    /** Those that the node can answer for. */
    private static Stream<String> aliases(NodeView node, List<Readings.Shown> aliases) {
        return aliases.stream()
                .filter(alias -> alias.models().stream()
                        .anyMatch(model -> node.catalogue().models().containsKey(model)
                                && node.node().reach().includes(model)))
                .map(alias -> alias.name().display());
    }

    /** What the node is meant to serve comes first, heard of or not; then what it has besides that can talk. */
    private static Stream<String> spelled(NodeView view, AllowedModels allowed) {
        var listed = view.catalogue().models();
        ModelName meant = view.node().model().flatMap(ModelName::parse).orElse(null);
        Stream<String> first = view.node().model().stream()
                .filter(model -> meant != null && allowed.include(meant))
                .filter(model -> listed.isEmpty() || listed.containsKey(meant));
        Stream<String> others = listed.values().stream()
                .filter(model -> !model.name().equals(meant) && model.completes())
                .filter(model ->
                        allowed.include(model.name()) && view.node().reach().includes(model.name()))
                .sorted(Comparator.comparing(HostedModel::listed))
                .map(HostedModel::listed);
        return Stream.concat(first, others);
    }

    private static ServedModel served(Node node, String model, boolean admin) {
        List<String> capabilities =
                node.capabilities().stream().map(Capability::name).sorted().toList();
        return new ServedModel(
                model, admin ? node.url().toString() : node.id().value(), capabilities, node.maxConcurrent());
    }
}
