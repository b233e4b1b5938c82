package dev.parley.router.registry;

import java.util.concurrent.CompletionStage;

/** What a {@link WholeStore} keeps, as this router last knew it: that holds while the store is away. For any thread. */
public final class LocalCopy<T> {

    private final WholeStore<T> store;
    private volatile T value;
    private volatile boolean current;
    private long begun;
    private long applied;

    /** @param unread until it was read once */
    public LocalCopy(WholeStore<T> store, T unread) {
        this.store = store;
        this.value = unread;
    }

    /** As it was last known. */
    public T value() {
        return value;
    }

    /** Whether the store was reached when it was last asked. */
    public boolean isCurrent() {
        return current;
    }

    /** Reads it anew. Fails with the store; what was known stays. */
    public CompletionStage<Void> sync() {
        long turn = turn();
        return store.read()
                .whenComplete((read, failure) -> current = failure == null)
                .thenAccept(read -> apply(turn, read));
    }

    /** This in place of what was there, here at once and for other routers as they hear of it. Fails with the store. */
    public CompletionStage<Void> replace(T whole, String by) {
        // What is read from before this ends may not know of it.
        return store.replace(whole, by).thenAccept(written -> {
            current = true;
            apply(turn(), whole);
        });
    }

    private synchronized long turn() {
        return ++begun;
    }

    private synchronized void apply(long turn, T whole) {
        if (turn > applied) {
            applied = turn;
            value = whole;
        }
    }
}
