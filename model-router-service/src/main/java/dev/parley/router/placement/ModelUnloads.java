package dev.parley.router.placement;

import dev.parley.protocol.node.NodeKind;
import dev.parley.router.model.ModelName;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.NodeView;
import dev.parley.router.node.Probing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes models out of memories because somebody said so. */
public final class ModelUnloads {

    private final NodeDirectory nodes;
    private final Probing probing;
    private final NodeWork work;

    /**
     * What came of it.
     *
     * @param done nodes that agreed
     * @param unreached nodes that could not be reached
     * @param refusals {@code node: reason} of those that were reached and did not agree
     */
    public record Result(List<NodeId> done, List<NodeId> unreached, List<String> refusals) {}

    public ModelUnloads(NodeDirectory nodes, Probing probing, NodeWork work) {
        this.nodes = nodes;
        this.probing = probing;
        this.work = work;
    }

    /** Has every node that has the model in memory take it out, as they are after a look at them. */
    public CompletionStage<Result> everywhere(ModelName model, String written, String tenant) {
        return probing.refreshAll().thenCompose(looked -> {
            Result result = new Result(
                    Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedList(new ArrayList<>()),
                    Collections.synchronizedList(new ArrayList<>()));
            CompletableFuture<?>[] asked = nodes.all().stream()
                    .filter(node -> holds(node, model, tenant))
                    .map(node -> work.unload(node.node(), written)
                            .thenAccept(outcome -> note(result, node.id(), outcome))
                            .toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            return CompletableFuture.allOf(asked).thenApply(all -> sorted(result));
        });
    }

    private static boolean holds(NodeView node, ModelName model, String tenant) {
        return node.node().kind() == NodeKind.OLLAMA && node.node().reach().serves(tenant) && node.isWarm(model);
    }

    private void note(Result result, NodeId node, Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            result.refusals().add(node + ": " + refused.reason());
        } else if (outcome instanceof Outcome.Unreached) {
            result.unreached().add(node);
        } else {
            result.done().add(node);
        }
        probing.refresh(node);
    }

    private static Result sorted(Result result) {
        return new Result(
                result.done().stream().sorted().toList(),
                result.unreached().stream().sorted().toList(),
                result.refusals().stream().sorted().toList());
    }
}
