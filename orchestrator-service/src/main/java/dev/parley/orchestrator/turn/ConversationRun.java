package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.course.Move;
import dev.parley.orchestrator.pace.Bell;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Runs one conversation for as long as this process holds it: look at the log, do what follows, look again. It ends by
 * itself when the conversation rests, ends, or belongs to somebody else; cancelled, it drops what is being said.
 */
final class ConversationRun {

    private final TurnTools tools;
    private final Holding holding;
    private final PatientLog log;
    private final Bell bell = new Bell();

    /** The attempt that was under way when this process took over; only that one was interrupted. */
    private @Nullable OpenTurn inherited;

    ConversationRun(TurnTools tools, Holding holding) {
        this.tools = tools;
        this.holding = holding;
        this.log = new PatientLog(
                tools.log(),
                holding,
                tools.delays(),
                tools.clock(),
                tools.config().store().patience());
    }

    Uni<Void> run() {
        return log.patiently(() -> tools.log().open(holding))
                .flatMap(opening -> opening.isEmpty() ? Uni.createFrom().voidItem() : untilGone(opening.get()));
    }

    private Uni<Void> untilGone(Opening opening) {
        inherited = opening.state().progress().turn();
        TurnRunner turns = new TurnRunner(tools, holding, opening, log, bell);
        Cancellable watch = tools.wakes().watch(holding.key().id(), bell::ring);
        return Multi.createBy()
                .repeating()
                .uni(() -> move(turns))
                .whilst(move -> !(move instanceof Move.Gone))
                .collect()
                .last()
                .onTermination()
                .invoke(watch::cancel)
                .replaceWithVoid();
    }

    private Uni<Move> move(TurnRunner turns) {
        OpenTurn interrupted = inherited;
        Uni<Void> settled =
                interrupted == null ? turns.settle() : Uni.createFrom().voidItem();
        return settled.chain(turns::prepare)
                .chain(() -> log.change(state -> turns.course().advance(state, interrupted)))
                .invoke(kept -> inherited = null)
                .flatMap(kept -> follow(turns, kept.move()));
    }

    private Uni<Move> follow(TurnRunner turns, Move move) {
        if (move instanceof Move.Speak speak) {
            return turns.speak(speak).flatMap(next -> follow(turns, next));
        }
        if (move instanceof Move.Wait wait) {
            return until(wait.until()).replaceWith(move);
        }
        return Uni.createFrom().item(move);
    }

    private Uni<Void> until(Instant instant) {
        Duration left = Duration.between(tools.clock().instant(), instant);
        return Uni.combine().any().of(tools.delays().after(left), bell.next());
    }
}
