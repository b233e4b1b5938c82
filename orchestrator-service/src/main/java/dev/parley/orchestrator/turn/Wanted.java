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
 * Whether an attempt is still wanted. A pause or a stop lets an agent that speaks finish, because half an answer is of no
 * use to anybody; one of which nothing has been heard yet (it waits for a node, or thinks) is worth no wait.
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

    /** Nothing, as soon as somebody wishes the turn's end before its first word; otherwise it waits until it is cancelled. */
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
        return speaks.getAsBoolean()
                ? Uni.createFrom().item(true)
                : log.wish(holding)
                        .map(wish -> wish.equals(Optional.of(Wish.RUN)))
                        .onFailure(StoreUnavailable.class)
                        .recoverWithItem(true);
    }
}
