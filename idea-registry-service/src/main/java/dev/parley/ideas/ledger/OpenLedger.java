package dev.parley.ideas.ledger;

import dev.parley.ideas.ledger.ClaimRecord.Judged;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.FirstIdeas;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.Idea;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/**
 * The ledger of one registry while it is locked: nobody else reads or writes it, and what is written stands or falls as a
 * whole when the lock is given back. Operations must not overlap.
 */
public interface OpenLedger extends FirstIdeas {

    /** Whose ledger it is. */
    RegistryId registry();

    /** The highest fence that was ever seen, the opener's included. */
    long fence();

    /** Names what the registry holds; changes with it. 0 for a registry that has never held anything. */
    long state();

    /** The registry's state is now this. An index that has noted the same state agrees with the registry. */
    void state(long state);

    /** The number of the claim that is recorded next. */
    long nextClaim();

    /** Every claim that was made for this turn. */
    Uni<List<Attempt>> attempts(int turn);

    /** The ideas of a claim, in the order of the answer. */
    Uni<List<Idea>> ideas(long claim);

    /** Keeps a new claim, provisionally. */
    Uni<Void> record(ClaimRecord claim);

    /** The claim is confirmed; it counted before, so nothing else changes. */
    Uni<Void> confirm(long claim, Instant at);

    /**
     * The claim stands so from now on. Live ideas become unverified if they were said to repeat one of a claim that
     * lapses, or if they have a key of a claim that comes back and are not older than it.
     *
     * @param at from when the claim's age is counted
     */
    Uni<Void> restand(long claim, Standing standing, Instant at);

    /** The unverified ideas, oldest first. */
    Uni<List<Candidate>> unverified(int max);

    /** Keeps what was found out about an idea that is there. */
    Uni<Void> correct(Judged judged);
}
