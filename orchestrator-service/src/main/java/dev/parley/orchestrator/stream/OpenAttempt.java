package dev.parley.orchestrator.stream;

/**
 * The attempt that is under way, as the log's last line tells.
 *
 * @param seq of its {@code turn.started}
 * @param fence of who makes it
 */
record OpenAttempt(long seq, long fence, int turn) {}
