package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation. On SSE the {@code type} is also the {@code event:} name and the id the {@code id:}; on a
 * WebSocket the JSON is the frame.
 *
 * <p>An id is {@code seq.offset}. {@code seq} numbers the durable events of the conversation without gaps. For
 * {@code token} and {@code turn.snapshot} it is the {@code seq} of the attempt's {@code turn.started} and {@code offset}
 * counts the UTF-8 bytes of the attempt's text up to and with this piece. For {@code idea.*} it is the {@code seq} of the
 * turn's {@code turn.completed} and {@code offset} numbers the ideas of the answer from 1; verdicts that came later than their
 * turn, because nobody was there to judge, have a {@code seq} of their own. For all others {@code offset} is 0. A viewer that
 * comes back with the last id it saw continues with the very next piece.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ConversationEvent.ConversationStarted.class, name = "conversation.started"),
    @JsonSubTypes.Type(value = ConversationEvent.ConversationPaused.class, name = "conversation.paused"),
    @JsonSubTypes.Type(value = ConversationEvent.ConversationResumed.class, name = "conversation.resumed"),
    @JsonSubTypes.Type(value = ConversationEvent.ConversationCompleted.class, name = "conversation.completed"),
    @JsonSubTypes.Type(value = ConversationEvent.ConversationForked.class, name = "conversation.forked"),
    @JsonSubTypes.Type(value = ConversationEvent.BudgetWarned.class, name = "budget.warned"),
    @JsonSubTypes.Type(value = ConversationEvent.MessageAdded.class, name = "message.added"),
    @JsonSubTypes.Type(value = ConversationEvent.MessageEdited.class, name = "message.edited"),
    @JsonSubTypes.Type(value = ConversationEvent.RoundStarted.class, name = "round.started"),
    @JsonSubTypes.Type(value = ConversationEvent.RoundCompleted.class, name = "round.completed"),
    @JsonSubTypes.Type(value = ConversationEvent.ContextCompacted.class, name = "context.compacted"),
    @JsonSubTypes.Type(value = ConversationEvent.TurnStarted.class, name = "turn.started"),
    @JsonSubTypes.Type(value = ConversationEvent.Token.class, name = "token"),
    @JsonSubTypes.Type(value = ConversationEvent.Thinking.class, name = "thinking"),
    @JsonSubTypes.Type(value = ConversationEvent.TurnSnapshot.class, name = "turn.snapshot"),
    @JsonSubTypes.Type(value = ConversationEvent.TurnRetrying.class, name = "turn.retrying"),
    @JsonSubTypes.Type(value = ConversationEvent.TurnInterrupted.class, name = "turn.interrupted"),
    @JsonSubTypes.Type(value = ConversationEvent.TurnCompleted.class, name = "turn.completed"),
    @JsonSubTypes.Type(value = ConversationEvent.TurnSkipped.class, name = "turn.skipped"),
    @JsonSubTypes.Type(value = ConversationEvent.IdeaNew.class, name = "idea.new"),
    @JsonSubTypes.Type(value = ConversationEvent.IdeaRepeated.class, name = "idea.repeated")
})
public sealed interface ConversationEvent {

    /** {@code seq.offset}; null for what cannot be resumed. */
    @Nullable
    String id();

    /** Which conversation. */
    UUID conversation();

    /** When it happened. */
    Instant timestamp();

    /**
     * It begins.
     *
     * @param machines in speaking order
     * @param rounds planned; 0 = until stopped
     */
    record ConversationStarted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("subject") String subject,
            @JsonProperty("machines") List<Agent> machines,
            @JsonProperty("rounds") int rounds)
            implements ConversationEvent {}

    /**
     * It waits.
     *
     * @param by who or what paused it: {@code user}, {@code import}, or the code of what is missing
     */
    record ConversationPaused(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("by") String by)
            implements ConversationEvent {}

    /** It goes on. */
    record ConversationResumed(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp)
            implements ConversationEvent {}

    /**
     * It has ended. The last event, unless it is continued.
     *
     * @param code what failed; null unless the reason is failed
     * @param rounds finished
     * @param tokens generated
     * @param ideas new ones
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConversationCompleted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("stop_reason") StopReason stopReason,
            @JsonProperty("code") @Nullable String code,
            @JsonProperty("rounds") int rounds,
            @JsonProperty("tokens") long tokens,
            @JsonProperty("ideas") int ideas)
            implements ConversationEvent {}

    /**
     * All before this was said in another conversation, under the same event ids.
     *
     * @param of the other conversation
     * @param turn the last turn taken over
     * @param machines in speaking order, from now on
     */
    record ConversationForked(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("of") UUID of,
            @JsonProperty("turn") int turn,
            @JsonProperty("subject") String subject,
            @JsonProperty("machines") List<Agent> machines,
            @JsonProperty("rounds") int rounds)
            implements ConversationEvent {}

    /**
     * Four fifths of the budget are spent; told once.
     *
     * @param left of each that is limited
     */
    record BudgetWarned(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("left") Budget left)
            implements ConversationEvent {}

    /**
     * A person has joined in.
     *
     * @param message its id in the history
     * @param turn the last that began before it; 0 before the first
     */
    record MessageAdded(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("message") String message,
            @JsonProperty("round") int round,
            @JsonProperty("turn") int turn,
            @JsonProperty("content") String content)
            implements ConversationEvent {}

    /**
     * A person has changed what the history says. The events of what was said before stay as they were.
     *
     * @param message its id in the history
     */
    record MessageEdited(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("message") String message,
            @JsonProperty("content") String content)
            implements ConversationEvent {}

    /**
     * A round begins.
     *
     * @param round 1 is the first
     */
    record RoundStarted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("round") int round)
            implements ConversationEvent {}

    /** A round is done. */
    record RoundCompleted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("round") int round,
            @JsonProperty("new_ideas") int newIdeas,
            @JsonProperty("repeated_ideas") int repeatedIdeas)
            implements ConversationEvent {}

    /**
     * What the agent of the next turn is told would not have fitted into its window, so part of the history is told in short
     * from now on. The history itself keeps everything.
     *
     * @param before tokens of the prompt with everything in it, as estimated
     * @param after tokens of the prompt as it is sent, as estimated
     * @param folded messages of the history that are told in short
     */
    record ContextCompacted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("before") int before,
            @JsonProperty("after") int after,
            @JsonProperty("folded") int folded)
            implements ConversationEvent {}

    /**
     * An agent is asked. Every attempt has one.
     *
     * @param model as asked for
     * @param attempt 1 is the first
     * @param continues the attempt with whose text this one begins; null for one that begins anew
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TurnStarted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("round") int round,
            @JsonProperty("agent") String agent,
            @JsonProperty("role") Role role,
            @JsonProperty("model") String model,
            @JsonProperty("attempt") int attempt,
            @JsonProperty("continues") @Nullable Integer continues)
            implements ConversationEvent {}

    /** A piece of the answer as it comes, or, for a late viewer, the text so far that it has not seen. */
    record Token(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("content") String content)
            implements ConversationEvent {}

    /** A piece of the model's reasoning. Carries no id: it is not kept and cannot be resumed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Thinking(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("content") String content)
            implements ConversationEvent {}

    /** The text so far of the open turn, for a viewer that joins late. */
    record TurnSnapshot(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("content") String content)
            implements ConversationEvent {}

    /**
     * The attempt failed and is made again; what it had said is void.
     *
     * @param attempt the one to come
     * @param reason the code of what failed
     * @param silence seconds of silence the next attempt allows
     */
    record TurnRetrying(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("attempt") int attempt,
            @JsonProperty("reason") String reason,
            @JsonProperty("silence") int silence)
            implements ConversationEvent {}

    /**
     * The attempt was cut off, by a person or with its process.
     *
     * @param message the id of what it had said, in the history; null if that is void
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TurnInterrupted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("reason") String reason,
            @JsonProperty("message") @Nullable String message)
            implements ConversationEvent {}

    /**
     * The answer is whole and kept.
     *
     * @param node the name of the node that answered
     * @param model that answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TurnCompleted(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("tokens") int tokens,
            @JsonProperty("duration_ms") long durationMs,
            @JsonProperty("node") @Nullable String node,
            @JsonProperty("model") @Nullable String model,
            @JsonProperty("new_ideas") int newIdeas,
            @JsonProperty("repeated_ideas") int repeatedIdeas)
            implements ConversationEvent {}

    /**
     * The agent could not answer and the conversation goes on without it.
     *
     * @param reason the code of what failed; {@code import} where a file does not tell
     */
    record TurnSkipped(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("reason") String reason)
            implements ConversationEvent {}

    /** Nobody had this idea before in this conversation. */
    record IdeaNew(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("idea") String idea)
            implements ConversationEvent {}

    /**
     * Somebody had had this idea.
     *
     * @param of the idea it repeats
     * @param score 0..1
     * @param method how it was found: exact
     * @param why one sentence
     */
    record IdeaRepeated(
            @JsonProperty("id") String id,
            @JsonProperty("conversation") UUID conversation,
            @JsonProperty("timestamp") Instant timestamp,
            @JsonProperty("turn") int turn,
            @JsonProperty("idea") String idea,
            @JsonProperty("of") String of,
            @JsonProperty("score") double score,
            @JsonProperty("method") String method,
            @JsonProperty("why") String why)
            implements ConversationEvent {}
}
