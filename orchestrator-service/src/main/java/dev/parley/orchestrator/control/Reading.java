package dev.parley.orchestrator.control;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.control.Conversations.MessagePage;
import dev.parley.orchestrator.control.Conversations.Place;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.Verdicts;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.orchestrator.spec.Changed;
import dev.parley.protocol.conversation.ConversationPage;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads conversations. Everything comes from the log, so it can be read while other services are away. */
@Singleton
public final class Reading {

    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Conversations conversations;
    private final ConversationDesk desk;
    private final int historyPage;

    Reading(Conversations conversations, ConversationDesk desk, OrchestratorConfig config) {
        this.conversations = conversations;
        this.desk = desk;
        this.historyPage = config.history().page();
    }

    /**
     * A tenant's conversations, newest first.
     *
     * @param limit 1..100; 20 if null
     * @param cursor as the page before gave it; null for the first page
     * @param status {@code active}, {@code paused} or {@code completed}; null for all
     */
    public Uni<Outcome<ConversationPage>> page(
            String tenant, @Nullable Integer limit, @Nullable String cursor, @Nullable String status) {
        int most = limit == null ? DEFAULT_PAGE : limit;
        if (most < 1 || most > LARGEST_PAGE) {
            return invalid("limit: %d (expected: 1..%d)".formatted(most, LARGEST_PAGE));
        }
        Optional<Place> after = cursor == null ? Optional.empty() : Cursors.read(cursor);
        if (cursor != null && after.isEmpty()) {
            return invalid("cursor: not one of ours (expected: next of an earlier page)");
        }
        Optional<ConversationStatus> wanted = status == null ? Optional.empty() : status(status);
        if (status != null && wanted.isEmpty()) {
            return invalid("status: not known (expected: active, paused or completed)");
        }
        // One more than asked for tells whether there is a next page.
        return conversations
                .page(tenant, wanted.orElse(null), after.orElse(null), most + 1)
                .map(found -> Outcome.given(shaped(found, most)));
    }

    /**
     * Messages and their ideas, oldest first.
     *
     * @param limit messages on the page, 1 to as many as the operator allows; that many if null
     * @param cursor as the page before gave it; null for the first page
     */
    public Uni<Outcome<History>> history(ConversationKey key, @Nullable Integer limit, @Nullable String cursor) {
        int most = limit == null ? historyPage : limit;
        if (most < 1 || most > historyPage) {
            return invalid("limit: %d (expected: 1..%d)".formatted(most, historyPage));
        }
        Optional<MessagePlace> after = cursor == null ? Optional.of(MessagePlace.START) : Cursors.message(cursor);
        if (after.isEmpty()) {
            return invalid("cursor: not one of ours (expected: next of an earlier page)");
        }
        return given(
                key,
                state -> conversations
                        .messages(key, after.get(), most)
                        .flatMap(page -> conversations
                                .ideas(key, answered(page.messages()))
                                .map(ideas -> new History(state.view(), page.messages(), ideas, next(page)))));
    }

    /** All messages and ideas, to take away. */
    public Uni<Outcome<History>> whole(ConversationKey key) {
        return given(
                key,
                state -> Uni.combine()
                        .all()
                        .unis(conversations.messages(key), conversations.ideas(key, null))
                        .with((messages, ideas) -> new History(state.view(), messages, ideas, null)));
    }

    /** What would start the same conversation. */
    public Uni<Outcome<StartConversation>> start(ConversationKey key) {
        return desk.state(key)
                .map(found -> found.map(state -> Changed.wish(
                        state.spec(),
                        state.progress().target(),
                        state.progress().ledger().budget(),
                        null)));
    }

    /** Ideas are told with their answer, also where its follow-up question falls on the next page. */
    private static Set<Integer> answered(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.role() == MessageRole.ASSISTANT)
                .map(Message::turn)
                .collect(Collectors.toSet());
    }

    private static @Nullable String next(MessagePage page) {
        return page.next() == null ? null : Cursors.after(page.next());
    }

    /** All ideas with their verdicts. */
    public Uni<Outcome<ConversationIdeas>> ideas(ConversationKey key) {
        return given(
                key,
                state -> conversations.ideas(key, null).map(ideas -> {
                    Verdicts verdicts = Verdicts.of(ideas);
                    return new ConversationIdeas(ideas, verdicts.newIdeas(), verdicts.repeatedIdeas());
                }));
    }

    private <T> Uni<Outcome<T>> given(ConversationKey key, Function<ConversationState, Uni<T>> read) {
        return desk.state(key)
                .flatMap(found -> found instanceof Outcome.Given<ConversationState> given
                        ? read.apply(given.value()).map(Outcome::given)
                        : Uni.createFrom().item(found.map(none -> {
                            throw new IllegalStateException("a refusal has no value");
                        })));
    }

    private static ConversationPage shaped(List<ConversationState> found, int most) {
        List<ConversationState> shown = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > most ? Cursors.after(shown.get(most - 1)) : null;
        return new ConversationPage(shown.stream().map(ConversationState::view).toList(), next);
    }

    private static Optional<ConversationStatus> status(String text) {
        for (ConversationStatus status : ConversationStatus.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    private static <T> Uni<Outcome<T>> invalid(String detail) {
        return Uni.createFrom().item(Outcome.refused(Refusal.of(ProblemCode.INVALID_PARAMETER, detail)));
    }
}
