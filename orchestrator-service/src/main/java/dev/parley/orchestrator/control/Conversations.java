package dev.parley.orchestrator.control;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
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
    Uni<Created> create(ConversationState state, Change first, Repeat repeat, @Nullable ProcessIdentity claimant);

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

    /** A place in the history: a line of the log, and which of its messages. */
    record MessagePlace(long seq, int part) {

        /** Before the first message. */
        public static final MessagePlace START = new MessagePlace(0, 0);
    }

    /** A place in the list. */
    record Place(Instant createdAt, UUID id) {}
}
