package dev.parley.orchestrator.control;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.control.Conversations.Steered;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.course.Steering;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.stream.ConversationStream;
import dev.parley.orchestrator.stream.EventId;
import dev.parley.orchestrator.stream.StreamLeft;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.Round;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import dev.parley.protocol.event.ConversationEvent.ConversationPaused;
import dev.parley.protocol.event.ConversationEvent.RoundCompleted;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one round that a person asked for. */
@Singleton
public final class Rounds {

    private final ConversationDesk desk;
    private final Conversations conversations;
    private final ConversationStream stream;
    private final OrchestratorConfig config;

    Rounds(ConversationDesk desk, Conversations conversations, ConversationStream stream, OrchestratorConfig config) {
        this.desk = desk;
        this.conversations = conversations;
        this.stream = stream;
        this.config = config;
    }

    /** Begins a round; refused while the conversation runs. */
    public Uni<Outcome<Conversation>> begin(ConversationKey key, Caller by) {
        return desk.oneRound(key, by)
                .map(begun -> begun.map(after -> after.state().view()));
    }

    /**
     * Runs a round and waits for its end. The round goes on if the caller leaves.
     *
     * @return the round; refused with the code of what failed if nobody answered in it, and with
     *     {@code service-unavailable} if it takes longer than one may wait, or than this process lives
     */
    public Uni<Outcome<Round>> run(ConversationKey key, Caller by) {
        return desk.oneRound(key, by)
                .flatMap(begun -> begun instanceof Outcome.Given<Steered> given
                        ? ended(given.value().state())
                        : Uni.createFrom().item(begun.map(none -> new Round(0, List.of(), 0))));
    }

    private Uni<Outcome<Round>> ended(ConversationState begun) {
        int number = Steering.numberOfNextRound(begun);
        return stream.after(begun.key(), new EventId(begun.nextSeq() - 1, 0))
                .filter(event -> ends(event, number))
                .toUni()
                .flatMap(end -> outcome(begun, number, end))
                .onFailure(StreamLeft.class)
                .recoverWithItem(() -> goesOn("this process goes"))
                .ifNoItem()
                .after(config.turn().roundWait())
                .recoverWithItem(() ->
                        goesOn("not over after " + config.turn().roundWait().toSeconds() + " s"));
    }

    private static Outcome<Round> goesOn(String why) {
        return Outcome.refused(
                ProblemCode.SERVICE_UNAVAILABLE, "round: " + why + ", it goes on (expected: Prefer: respond-async)");
    }

    /** A person may also have paused or stopped it before the round was over. */
    private static boolean ends(ConversationEvent event, int number) {
        return (event instanceof RoundCompleted round && round.round() == number)
                || event instanceof ConversationCompleted
                || (event instanceof ConversationPaused paused
                        && !paused.by().equals(ProblemCode.STORE_UNAVAILABLE.wireName()));
    }

    private Uni<Outcome<Round>> outcome(ConversationState begun, int number, @Nullable ConversationEvent end) {
        int newIdeas = end instanceof RoundCompleted round ? round.newIdeas() : 0;
        return conversations
                .messages(begun.key(), number)
                .flatMap(messages -> messages.isEmpty()
                        ? failed(begun.key())
                        : Uni.createFrom().item(Outcome.given(new Round(number, messages, newIdeas))));
    }

    private Uni<Outcome<Round>> failed(ConversationKey key) {
        return desk.state(key)
                .map(found -> found.then(state -> {
                    String code = state.lifecycle() instanceof Completed completed ? completed.code() : null;
                    return Outcome.refused(code(code), "round: nobody answered");
                }));
    }

    private static ProblemCode code(@Nullable String wireName) {
        return Arrays.stream(ProblemCode.values())
                .filter(code -> code.wireName().equals(wireName))
                .findFirst()
                .orElse(ProblemCode.NODE_FAILED);
    }
}
