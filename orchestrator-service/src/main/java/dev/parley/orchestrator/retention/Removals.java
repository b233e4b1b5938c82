package dev.parley.orchestrator.retention;

import dev.parley.orchestrator.conversation.ConversationKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Conversations that are gone while the registry may still have ideas of them. */
public interface Removals {

    /** Those that are due, those first that have waited longest. */
    Uni<List<ConversationKey>> due(Instant now, int most);

    /**
     * The registry has nothing of it now.
     *
     * @param goneBefore a conversation that went before then cannot be claimed for any more: it is done with
     * @param again any other is due again then
     */
    Uni<Void> removed(ConversationKey conversation, Instant goneBefore, Instant again);

    /** The registry is away. All are due again then. */
    Uni<Void> later(ConversationKey conversation, Instant again);
}
