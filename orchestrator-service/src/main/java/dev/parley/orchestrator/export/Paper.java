package dev.parley.orchestrator.export;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.idea.Idea;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Prints. */
public interface Paper {

    /** The document; refused with {@code service-unavailable} while as many are being made as may be at once. */
    Uni<Outcome<byte[]>> print(Conversation conversation, List<Message> messages, List<Idea> ideas);
}
