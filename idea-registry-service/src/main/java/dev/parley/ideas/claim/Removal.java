package dev.parley.ideas.claim;

import dev.parley.ideas.ledger.IdeaLedger;
import dev.parley.ideas.novelty.IdeaIndex;
import dev.parley.ideas.novelty.IdeaIndex.IndexAway;
import dev.parley.ideas.novelty.RegistryId;
import io.smallrye.mutiny.Uni;

/** Takes a conversation's ideas away for good. */
public final class Removal {

    private final IdeaLedger ledger;
    private final IdeaIndex index;

    public Removal(IdeaLedger ledger, IdeaIndex index) {
        this.ledger = ledger;
        this.index = index;
    }

    /**
     * Takes them away; nothing if there are none. What an index that is away still has is of no registry any more, and
     * lapses by itself.
     */
    public Uni<Void> of(RegistryId registry) {
        return ledger.remove(registry)
                .chain(() -> index.drop(registry).onFailure(IndexAway.class).recoverWithNull());
    }
}
