package dev.parley.orchestrator.control;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.access.ConversationPayers.ConversationPayer;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.idea.Idea;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All conversations, as people deal with them. Every method fails with {@link StoreUnavailable} without a database. */
public interface Conversations {

    /**
     * Keeps a new conversation with its first change.
     *
     * @param claimant takes it at once if it is to run; null if that process has no room
     * @return what was kept, or the earlier one with the same idempotency key, unchanged
     */
    default Uni<Created> create(
            ConversationState state, Change first, Repeat repeat, @Nullable ProcessIdentity claimant) {
        return create(state, first, repeat, claimant, null);
    }

    /**
     * The same, with a past that is another's.
     *
     * @param past what is taken over; null for nothing. Fails with {@link PastGone} if it was deleted meanwhile
     */
    Uni<Created> create(
            ConversationState state,
            Change first,
            Repeat repeat,
            @Nullable ProcessIdentity claimant,
            @Nullable Past past);

    /** The conversation that was started with this idempotency key. */
    Uni<Optional<Earlier>> earlier(String tenant, String idempotencyKey);

    /** Changes a conversation under its lock. Empty if there is none. */
    Uni<Optional<Outcome<Steered>>> steer(
            ConversationKey key,
            @Nullable ProcessIdentity claimant,
            Function<ConversationState, Outcome<Change>> decide);

    /** Empty if there is none. */
    Uni<Optional<ConversationState>> find(ConversationKey key);

    /** Newest first. */
    Uni<List<ConversationState>> page(
            String tenant, @Nullable ConversationStatus status, @Nullable Place after, int most);

    /** Those that run and are paid by this key, oldest first. */
    Uni<List<ConversationKey>> paidBy(String tenant, String key, int most);

    /** Who pays for those that run, in all tenants: so many, who have paid longest first. */
    Uni<List<ConversationPayer>> payers(int most);

    /** How many should run and belong to nobody. */
    Uni<Long> waiting();

    /**
     * Messages of the shared history, oldest first.
     *
     * @param after the last one of the page before
     * @param most on this page; fewer if their text is very long
     */
    Uni<MessagePage> messages(ConversationKey key, MessagePlace after, int most);

    /** The message that stands there. */
    Uni<Optional<Message>> message(ConversationKey key, MessagePlace place);

    /** The message that was added by this request before. */
    Uni<Optional<Message>> added(ConversationKey key, String requestKey);

    /**
     * Where a conversation can be forked: after this turn.
     *
     * @param turn null for the latest that is over
     * @return empty if there is no such turn that is over
     */
    Uni<Optional<Past>> past(ConversationKey key, @Nullable Integer turn);

    /** Takes it away with all that was said. What it cost stays known. False if there is none. */
    Uni<Boolean> delete(ConversationKey key);

    /** All messages of the shared history, oldest first. */
    Uni<List<Message>> messages(ConversationKey key);

    /** The messages of one round, oldest first. */
    Uni<List<Message>> messages(ConversationKey key, int round);

    /**
     * Ideas with the verdicts that hold, oldest first.
     *
     * @param turns whose; null for all
     */
    Uni<List<Idea>> ideas(ConversationKey key, @Nullable Set<Integer> turns);

    /**
     * What a fork takes over.
     *
     * @param seq the last line of the log
     * @param turn the last turn
     * @param progress as it was then, its ideas not yet judged anew
     */
    record Past(ConversationKey of, long seq, int turn, Progress progress) {}

    /** Another request under the same key was faster. */
    final class RequestRepeated extends RuntimeException {}

    /** What was to be taken over has been deleted. */
    final class PastGone extends RuntimeException {}

    /**
     * What makes a request the same request.
     *
     * @param key as its caller chose it; null if it may not be repeated
     * @param hash of what was asked for
     */
    record Repeat(@Nullable String key, String hash) {}

    /** A conversation and the hash of the request that started it. */
    record Earlier(ConversationState state, String hash) {}

    /**
     * A conversation after it was created.
     *
     * @param taken set if the claimant owns it now
     * @param hash of the request that started it, which is another's where the key had been used
     */
    record Created(ConversationState state, @Nullable Holding taken, String hash) {}

    /**
     * A conversation after it was changed.
     *
     * @param taken set if the claimant owns it now
     */
    record Steered(ConversationState state, @Nullable Holding taken) {}

    /**
     * A page of messages.
     *
     * @param next where it ends, if there may be more; null if there are none
     */
    record MessagePage(List<Message> messages, @Nullable MessagePlace next) {}

    /** A place in the list. */
    record Place(Instant createdAt, UUID id) {}
}
