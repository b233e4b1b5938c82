package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.pace.Bell;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether an attempt is still wanted. A stop lets an agent that speaks finish; a pause, an abort and the loss of the
 * conversation do not. One of which nothing has been heard yet (it waits for a node, or thinks) is worth no wait.
 */
final class Wanted {

    private final TurnLog log;
    private final Holding holding;
    private final Bell bell;

    Wanted(TurnLog log, Holding holding, Bell bell) {
        this.log = log;
        this.holding = holding;
        this.bell = bell;
    }

    /** Nothing, as soon as somebody wishes the attempt's end; otherwise it waits until it is cancelled. */
    Uni<Void> noLonger(BooleanSupplier speaks) {
        return Multi.createBy()
                .repeating()
                .uni(() -> bell.next().chain(() -> look(speaks)))
                .whilst(wanted -> wanted)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Boolean> look(BooleanSupplier speaks) {
        return log.wish(holding)
                .map(wish -> wish.equals(Optional.of(Wish.RUN))
                        || (speaks.getAsBoolean() && wish.equals(Optional.of(Wish.STOP))))
                .onFailure(StoreUnavailable.class)
                .recoverWithItem(true);
    }
}
