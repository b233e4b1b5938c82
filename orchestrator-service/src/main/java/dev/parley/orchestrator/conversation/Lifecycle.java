package dev.parley.orchestrator.conversation;

import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.StopReason;
import org.jspecify.annotations.Nullable;

/** Where a conversation stands. Each state has exactly the ways out of it that are legal. */
public sealed interface Lifecycle {

    /** As readers and rows name it. */
    ConversationStatus status();

    /**
     * It runs, or will as soon as a process owns it.
     *
     * @param wish what it does after the turn that is under way
     */
    record Active(Wish wish) implements Lifecycle {

        /** The same, with another wish. */
        public Active wishing(Wish other) {
            return new Active(other);
        }

        /** It waits for a person. */
        public Paused pause() {
            return new Paused();
        }

        /** It ends. */
        public Completed complete(StopReason reason, @Nullable String code) {
            return new Completed(reason, code);
        }

        @Override
        public ConversationStatus status() {
            return ConversationStatus.ACTIVE;
        }
    }

    /** It waits for a person; no process owns it. */
    record Paused() implements Lifecycle {

        /** It goes on. */
        public Active resume() {
            return new Active(Wish.RUN);
        }

        /** It ends without having gone on. */
        public Completed complete(StopReason reason) {
            return new Completed(reason, null);
        }

        @Override
        public ConversationStatus status() {
            return ConversationStatus.PAUSED;
        }
    }

    /**
     * It has ended.
     *
     * @param code what failed; null unless the reason is {@code failed}
     */
    record Completed(StopReason reason, @Nullable String code) implements Lifecycle {

        /** It goes on after all, for more rounds. */
        public Active reopen() {
            return new Active(Wish.RUN);
        }

        @Override
        public ConversationStatus status() {
            return ConversationStatus.COMPLETED;
        }
    }
}
