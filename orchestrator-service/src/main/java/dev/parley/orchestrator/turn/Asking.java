package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.context.ContextPlan;
import dev.parley.orchestrator.context.Window;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.course.Course;
import dev.parley.orchestrator.course.Move.Speak;
import dev.parley.orchestrator.course.Said;
import dev.parley.orchestrator.course.TryPolicy;
import dev.parley.orchestrator.model.Ask;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.orchestrator.stream.LiveKey;
import dev.parley.orchestrator.stream.LiveSink;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.MessageRole;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one attempt: asks, listens, and waits for a node with room within the attempt's patience. */
final class Asking {

    /** When nobody said when to come back. */
    private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

    /** In the least favourable of our languages. */
    private static final int CHARACTERS_OF_A_TOKEN = 2;

    /** An answer that goes on is allowed at least so many tokens. */
    private static final int SHORTEST_REST = 64;

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);

    private final TurnTools tools;
    private final Holding holding;
    private final ConversationState conversation;
    private final Planning planning;
    private final Continuing continuing;
    private volatile @Nullable Listening listening;
    private volatile Instant began = Instant.EPOCH;

    Asking(TurnTools tools, Holding holding, Opening opening, Planning planning) {
        this.tools = tools;
        this.holding = holding;
        this.conversation = opening.state();
        this.planning = planning;
        this.continuing = new Continuing(tools, opening, this);
    }

    /** What its answers may go on with. */
    Continuing continuing() {
        return continuing;
    }

    /** What would be asked in an attempt that goes on with these words. */
    Ask wouldAsk(OpenTurn turn, Speaker speaker, String beginning) {
        ContextPlan plan = planning.preview(turn, speaker);
        return ask(turn, speaker, plan, beginning, 1, TryPolicy.silence(turn, speaker.agent()));
    }

    Uni<Heard> attempt(Speak speak) {
        Instant deadline = tools.clock().instant().plus(tools.config().turn().patience());
        ContextPlan plan = planning.plan(speak.turn(), speak.speaker());
        Ask ask = ask(speak, plan);
        listening = null;
        return Multi.createBy()
                .repeating()
                .uni(() -> onceThenRest(speak, ask, deadline))
                .whilst(Tried::again)
                .collect()
                .last()
                .map(Tried::heard)
                .invoke(heard -> planning.heard(speak.turn(), speak.speaker(), plan, heard.ending()));
    }

    /** Whether the answer of the latest attempt has begun. */
    boolean isHeard() {
        Listening now = listening;
        return now != null && now.isSpeech();
    }

    /** What was heard of the latest attempt so far; empty if nothing was said. */
    Optional<Said> soFar() {
        Listening now = listening;
        if (now == null || !now.isSpeech()) {
            return Optional.empty();
        }
        Duration took = Duration.between(began, tools.clock().instant());
        Heard heard = now.heard(took.isNegative() ? Duration.ZERO : took);
        return Optional.of(new Said(heard.text(), heard.pieces(), heard.took().toMillis()));
    }

    /** What was heard, and whether the wait after it is over and asking again makes sense. */
    private record Tried(Heard heard, boolean again) {}

    private Uni<Tried> onceThenRest(Speak speak, Ask ask, Instant deadline) {
        return once(speak, ask).flatMap(heard -> {
            boolean again = heard.mayBeWaitedFor() && tools.clock().instant().isBefore(deadline);
            Tried tried = new Tried(heard, again);
            return again
                    ? tools.delays().after(wait(heard)).replaceWith(tried)
                    : Uni.createFrom().item(tried);
        });
    }

    private Uni<Heard> once(Speak speak, Ask ask) {
        return Uni.createFrom().deferred(() -> {
            began = tools.clock().instant();
            LiveSink viewers = tools.live()
                    .open(
                            new LiveKey(holding.key(), holding.fence()),
                            speak.turn().seq());
            Listening heard = new Listening(viewers, tools.config().turn().maxAnswer());
            heard.beginWith(beginning(speak));
            listening = heard;
            return tools.model()
                    .generate(ask)
                    .select()
                    .first(heard::hear)
                    .collect()
                    .last()
                    .onTermination()
                    .invoke(viewers::close)
                    .map(last ->
                            heard.heard(Duration.between(began, tools.clock().instant())));
        });
    }

    private static Duration wait(Heard heard) {
        Duration told = heard.ending() instanceof Piece.Broken broken ? broken.retryAfter() : null;
        if (told == null) {
            return USUAL_WAIT;
        }
        return told.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : told;
    }

    /** An answer that goes on after it was cut off is asked for with its beginning as the last that was said. */
    private static List<ChatMessage> messages(ContextPlan plan, String beginning) {
        if (beginning.isEmpty()) {
            return plan.messages();
        }
        List<ChatMessage> messages = new ArrayList<>(plan.messages());
        messages.add(new ChatMessage(MessageRole.ASSISTANT, beginning));
        return messages;
    }

    /** What was said before takes its part of the room for the answer. */
    private int longestAnswer(Speak speak, @Nullable Window window) {
        if (window == null) {
            return speak.maxTokens();
        }
        int left = window.answer() - beginning(speak).length() / CHARACTERS_OF_A_TOKEN;
        return Math.min(speak.maxTokens(), Math.max(SHORTEST_REST, left));
    }

    private String beginning(Speak speak) {
        return speak.turn().continues() == null ? "" : continuing.text();
    }

    private Ask ask(Speak speak, ContextPlan plan) {
        int longest = longestAnswer(speak, plan.window());
        return ask(speak.turn(), speak.speaker(), plan, beginning(speak), longest, speak.silence());
    }

    private Ask ask(
            OpenTurn turn, Speaker speaker, ContextPlan plan, String beginning, int maxTokens, Duration silence) {
        Agent agent = speaker.agent();
        Window window = plan.window();
        boolean own = turn.substituted() == Substitution.NONE;
        return new Ask(
                conversation.caller(),
                holding.key().id(),
                Course.askedModel(turn, agent),
                own ? agent.node() : null,
                messages(plan, beginning),
                window == null ? null : window.context(),
                maxTokens,
                agent.temperature(),
                agent.think(),
                silence);
    }
}
