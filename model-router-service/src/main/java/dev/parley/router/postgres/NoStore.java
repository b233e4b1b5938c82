package dev.parley.router.postgres;

import dev.parley.router.node.NodeId;
import dev.parley.router.registry.AddedNode;
import dev.parley.router.registry.Answer;
import dev.parley.router.registry.NodeStore;
import dev.parley.router.registry.Registered;
import dev.parley.router.registry.RegistryAway;
import dev.parley.router.registry.Tunnel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where no database is configured: always away. */
final class NoStore implements NodeStore {

    static final String WHY = "no database is configured";

    @Override
    public CompletionStage<Registered> read() {
        return CompletableFuture.failedFuture(new RegistryAway(WHY));
    }

    @Override
    public CompletionStage<Answer> add(AddedNode node, String by) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> change(AddedNode node, String by) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> remove(NodeId id) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> drain(NodeId id, boolean drained, String by) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> share(NodeId id, boolean shared, String by) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> register(Tunnel tunnel, Duration life) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> renew(Tunnel tunnel, Duration life) {
        return nothing();
    }

    @Override
    public CompletionStage<Answer> deregister(Tunnel.Gone gone) {
        return nothing();
    }

    private static CompletionStage<Answer> nothing() {
        return CompletableFuture.failedFuture(new RegistryAway(WHY));
    }
}
