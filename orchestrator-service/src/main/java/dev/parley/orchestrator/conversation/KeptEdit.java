package dev.parley.orchestrator.conversation;

import java.time.Instant;

/** What the history says from now on in this place. What was said there stays in the log. */
public record KeptEdit(MessagePlace place, String content, Instant at) {}
