package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.conversation.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log as it is read back.
 *
 * @param fence of whoever wrote it
 * @param text the whole answer, at the {@code turn.started} of the attempt that gave it; null everywhere else
 */
public record LoggedLine(
        LogEntry entry, long fence, @Nullable String text) {

    long seq() {
        return entry.seq();
    }
}
