package dev.parley.router.placement;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that can be away. */
final class StoreInMemory implements PlacementStore {

    volatile List<Placement> kept = List.of();
    volatile boolean away;

    @Override
    public CompletionStage<List<Placement>> read() {
        return away
                ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                : CompletableFuture.completedFuture(kept);
    }

    @Override
    public CompletionStage<Void> replace(List<Placement> all, String by) {
        if (away) {
            return CompletableFuture.failedFuture(new IllegalStateException("away"));
        }
        kept = all;
        return CompletableFuture.completedFuture(null);
    }
}
