package dev.parley.router.registry;

import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store whose reads end when a test says so; nothing is written to it. */
public final class ScriptedStore implements NodeStore {

    private final Queue<CompletableFuture<Registered>> reads = new ArrayDeque<>();

    /** How many reads are under way. */
    public int reads() {
        return reads.size();
    }

    /** Ends the oldest read. */
    public void answer(Registered registered) {
        reads.remove().complete(registered);
    }

    /** Ends the oldest read in vain. */
    public void fail(String why) {
        reads.remove().completeExceptionally(new RegistryAway(why));
    }

    /** Nothing but these nodes that are out. */
    public static Registered drained(String... names) {
        return new Registered(
                List.of(),
                List.of(),
                Set.copyOf(java.util.Arrays.stream(names).map(NodeId::new).toList()),
                Map.of());
    }

    @Override
    public CompletionStage<Registered> read() {
        CompletableFuture<Registered> read = new CompletableFuture<>();
        reads.add(read);
        return read;
    }

    @Override
    public CompletionStage<Answer> add(AddedNode node, String by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> change(AddedNode node, String by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> remove(NodeId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> drain(NodeId id, boolean drained, String by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> share(NodeId id, boolean shared, String by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> register(Tunnel tunnel, Duration life) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> renew(Tunnel tunnel, Duration life) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Answer> deregister(Tunnel.Gone gone) {
        throw new UnsupportedOperationException();
    }
}
