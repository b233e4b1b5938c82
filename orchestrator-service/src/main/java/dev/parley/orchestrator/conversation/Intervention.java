package dev.parley.orchestrator.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a person does to the history while an agent is speaking. It waits for the attempt's end: a line of the log in
 * the middle of it would part its viewers from the rest of its text.
 *
 * @param edits the message that is changed; null for one that is added
 * @param requestKey chosen by its sender, so that the request may be repeated; null if it may not
 */
public record Intervention(
        @Nullable MessagePlace edits,
        String content,
        @Nullable String requestKey,
        Instant at) {}
