package dev.parley.orchestrator.stream;

import java.util.List;

/**
 * Some lines of the log, oldest first.
 *
 * @param lines none if there is no such conversation, or nothing at or after the place that was asked for
 * @param more whether lines follow already
 * @param completed whether the conversation has ended, at the moment of reading
 */
public record LogPage(List<LoggedLine> lines, boolean more, boolean completed) {}
