package dev.parley.orchestrator.control;

import dev.parley.orchestrator.control.Conversations.RequestRepeated;
import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Intervention;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.course.Steering;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * People join in: they add messages and change what the history says. While an agent is speaking both wait until it has
 * finished. Adding may be repeated under an idempotency key, changing anyway.
 */
@Singleton
public final class Joining {

    private static final int MAX_CONTENT = 8_000;

    private final Conversations conversations;
    private final ConversationDesk desk;
    private final Steering steering;
    private final Clock clock;

    Joining(Conversations conversations, ConversationDesk desk, Clock clock) {
        this.conversations = conversations;
        this.desk = desk;
        this.steering = new Steering(clock);
        this.clock = clock;
    }

    /** Adds a message; without an id while it waits for the turn to end. */
    public Uni<Outcome<Message>> add(ConversationKey key, @Nullable String content, @Nullable String requestKey) {
        Optional<Refusal> wrong = wrong(content);
        if (wrong.isPresent()) {
            return Uni.createFrom().item(Outcome.refused(wrong.get()));
        }
        if (requestKey != null && !Requests.IDEMPOTENCY_KEY.matcher(requestKey).matches()) {
            return Uni.createFrom().item(Outcome.refused(ProblemCode.INVALID_PARAMETER, Requests.NOT_A_KEY));
        }
        String text = String.valueOf(content);
        Uni<Optional<Message>> before =
                requestKey == null ? Uni.createFrom().item(Optional.empty()) : conversations.added(key, requestKey);
        return before.flatMap(found ->
                found.isPresent() ? Uni.createFrom().item(same(found.get(), text)) : append(key, text, requestKey));
    }

    private Uni<Outcome<Message>> append(ConversationKey key, String content, @Nullable String requestKey) {
        AtomicReference<@Nullable Message> added = new AtomicReference<>();
        return desk.steer(key, state -> decide(state, content, requestKey, added))
                .map(steered -> steered.then(after -> {
                    Message message = added.get();
                    return message == null ? conflict() : Outcome.given(message);
                }))
                .onFailure(RequestRepeated.class)
                .recoverWithUni(raced -> conversations
                        .added(key, String.valueOf(requestKey))
                        .map(found ->
                                found.map(message -> same(message, content)).orElseGet(Joining::conflict)));
    }

    private Outcome<Change> decide(
            ConversationState state,
            String content,
            @Nullable String requestKey,
            AtomicReference<@Nullable Message> added) {
        Optional<Intervention> waiting = state.progress().interventions().waiting().stream()
                .filter(intervention -> requestKey != null && requestKey.equals(intervention.requestKey()))
                .findFirst();
        Outcome<Change> decided =
                waiting.isPresent() ? Outcome.given(Change.none(state)) : steering.add(state, content, requestKey);
        boolean another = waiting.isPresent() && !waiting.get().content().equals(content);
        if (decided instanceof Outcome.Given<Change> given) {
            added.set(another ? null : Steering.added(given.value(), state, content, clock.instant()));
        }
        return decided;
    }

    private static Outcome<Message> same(Message before, String content) {
        return before.content().equals(content) ? Outcome.given(before) : conflict();
    }

    private static Outcome<Message> conflict() {
        return Outcome.refused(
                ProblemCode.IDEMPOTENCY_CONFLICT,
                "Idempotency-Key: used before for another message (expected: a new key)");
    }

    /** Changes what the history says in this place; refused with {@code message-unknown} if it says nothing there. */
    public Uni<Outcome<Message>> edit(ConversationKey key, String id, @Nullable String content) {
        Optional<Refusal> wrong = wrong(content);
        if (wrong.isPresent()) {
            return Uni.createFrom().item(Outcome.refused(wrong.get()));
        }
        String text = String.valueOf(content);
        Optional<MessagePlace> place = MessagePlace.parse(id);
        if (place.isEmpty()) {
            return unknown(id);
        }
        return conversations.message(key, place.get()).flatMap(found -> {
            if (found.isEmpty()) {
                return desk.state(key)
                        .flatMap(known -> known instanceof Outcome.Refused<ConversationState> refused
                                ? Uni.createFrom().item(Outcome.refused(refused.refusal()))
                                : unknown(id));
            }
            Message message = found.get();
            return message.content().equals(text)
                    ? Uni.createFrom().item(Outcome.given(message))
                    : desk.steer(key, state -> steering.edit(state, place.get(), text))
                            .map(steered -> steered.map(after -> edited(message, text)));
        });
    }

    private Message edited(Message message, String content) {
        return new Message(
                message.id(),
                message.role(),
                content,
                message.agentUrl(),
                message.agent(),
                message.agentRole(),
                message.model(),
                message.round(),
                message.turn(),
                message.tokens(),
                message.partial(),
                clock.instant(),
                message.createdAt());
    }

    private static Optional<Refusal> wrong(@Nullable String content) {
        boolean right =
                content != null && !content.isBlank() && content.length() <= MAX_CONTENT && content.indexOf('\0') < 0;
        return right
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemCode.INVALID_FIELD,
                        "content: %s (expected: 1..%,d characters, none of them NUL)"
                                .formatted(content == null ? "missing" : "not accepted", MAX_CONTENT),
                        "content"));
    }

    private static Uni<Outcome<Message>> unknown(String id) {
        String shown = id.length() <= 40 ? id : id.substring(0, 40) + "…";
        return Uni.createFrom().item(Outcome.refused(ProblemCode.MESSAGE_UNKNOWN, "message: " + shown));
    }
}
