package dev.parley.orchestrator.retention;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** What is kept although it is over. Every replica may take away: none waits for what another is at. */
public interface Kept {

    /** Takes away conversations that ended before then, oldest first; answers how many. */
    Uni<Integer> forgetConversations(Instant endedBefore, int most);

    /** Forgets what turns cost that were before then; answers how many. */
    Uni<Integer> forgetUsage(Instant before, int most);
}
