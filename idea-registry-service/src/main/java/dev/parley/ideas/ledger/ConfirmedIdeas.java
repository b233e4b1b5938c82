package dev.parley.ideas.ledger;

import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.ConversationIdeas;
import io.smallrye.mutiny.Uni;

/** The ideas of completed turns. Every operation fails with {@link IdeaLedger.StoreAway} if the store is away. */
public interface ConfirmedIdeas {

    /** All of them, oldest first; of very many the newest. */
    Uni<ConversationIdeas> all(RegistryId registry);

    /**
     * The last that were mentioned, each once: what repeats an earlier idea is left out. Oldest first.
     *
     * @param last at most so many; 1 or more
     */
    Uni<ConversationIdeas> lastMentioned(RegistryId registry, int last);
}
