package dev.parley.router.placement;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps what is wished for, for all routers. Both fail when it cannot be reached. */
public interface PlacementStore {

    /** All wishes. */
    CompletionStage<List<Placement>> read();

    /** These in place of all others. @param by who says so */
    CompletionStage<Void> replace(List<Placement> all, String by);
}
