package dev.parley.orchestrator.control;

import dev.parley.orchestrator.control.Conversations.Place;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Verdicts;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.conversation.ConversationPage;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.History;
import dev.parley.protocol.idea.ConversationIdeas;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads conversations. Everything comes from the log, so it can be read while other services are away. */
@Singleton
public final class Reading {

    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Conversations conversations;
    private final ConversationDesk desk;

    Reading(Conversations conversations, ConversationDesk desk) {
        this.conversations = conversations;
        this.desk = desk;
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

    /** All messages and ideas. */
    public Uni<Outcome<History>> history(ConversationKey key) {
        return given(
                key,
                state -> Uni.combine()
                        .all()
                        .unis(conversations.messages(key), conversations.ideas(key))
                        .with((messages, ideas) -> new History(state.view(), messages, ideas)));
    }

    /** All ideas with their verdicts. */
    public Uni<Outcome<ConversationIdeas>> ideas(ConversationKey key) {
        return given(
                key,
                state -> conversations.ideas(key).map(ideas -> {
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
