package dev.parley.orchestrator.importing;

import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.spec.UnresolvedSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file holds, checked. */
public final class Imported {

    private final UnresolvedSpec wish;
    private final List<Said> said;
    private final @Nullable Completed end;
    private final int rounds;

    Imported(UnresolvedSpec wish, List<Said> said, @Nullable Completed end, int rounds) {
        this.wish = wish;
        this.said = List.copyOf(said);
        this.end = end;
        this.rounds = rounds;
    }

    /** What would start it. */
    public UnresolvedSpec wish() {
        return wish;
    }

    /** Oldest first. */
    List<Said> said() {
        return said;
    }

    /** How it ended; null if it had not. */
    @Nullable
    Completed end() {
        return end;
    }

    /** How many rounds it says were finished. */
    int rounds() {
        return rounds;
    }
}
