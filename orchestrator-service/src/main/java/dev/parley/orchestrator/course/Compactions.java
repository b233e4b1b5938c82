package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.Compaction;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.spec.Speaker;
import java.util.Optional;

/** What is told in short for an attempt that is about to begin. */
@FunctionalInterface
public interface Compactions {

    /** Everything fits. */
    Compactions NONE = (turn, speaker) -> Optional.empty();

    /** Asked once more if the same attempt has to be written again. */
    Optional<Compaction> before(OpenTurn turn, Speaker speaker);
}
