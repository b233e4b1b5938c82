package dev.parley.orchestrator.stream;

import dev.parley.orchestrator.conversation.ConversationKey;
import io.smallrye.mutiny.Uni;

/** The log, as viewers read it. What it says stays. */
public interface DurablePlane {

    /** Lines from {@code seq} on, at most {@code most} and about one megabyte of text, but always at least one. */
    Uni<LogPage> read(ConversationKey conversation, long seq, int most);
}
