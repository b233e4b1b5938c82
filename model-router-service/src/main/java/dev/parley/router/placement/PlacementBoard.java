package dev.parley.router.placement;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The wishes as they were last known. For any thread. */
public final class PlacementBoard {

    private static final Logger LOG = Logger.getLogger(PlacementBoard.class);

    private final PlacementStore store;
    private final AtomicLong changes = new AtomicLong();
    private volatile List<Placement> wishes = List.of();
    private volatile boolean current;

    public PlacementBoard(PlacementStore store) {
        this.store = store;
    }

    /** All wishes, by model. */
    public List<Placement> wishes() {
        return wishes;
    }

    /** Whether the store was reached when it was last asked. */
    public boolean isCurrent() {
        return current;
    }

    /** Reads them anew. Always completes; what cannot be read stays as it was. */
    CompletionStage<Void> refresh() {
        long before = changes.get();
        return store.read().handle((read, failure) -> {
            if (failure == null && changes.get() == before) {
                // What was written meanwhile is newer than what was read.
                wishes = sorted(read);
            }
            if (current && failure != null) {
                LOG.warnf("placements cannot be read, the known ones hold: reason=%s", failure.getMessage());
            }
            current = failure == null;
            return null;
        });
    }

    /** These in place of all others, here at once and for other routers with their next look. Fails with the store. */
    public CompletionStage<Void> replace(List<Placement> all, String by) {
        return store.replace(all, by).thenAccept(written -> {
            changes.incrementAndGet();
            wishes = sorted(all);
            current = true;
        });
    }

    private static List<Placement> sorted(List<Placement> all) {
        return all.stream()
                .sorted(Comparator.comparing(wish -> wish.model().display()))
                .toList();
    }
}
