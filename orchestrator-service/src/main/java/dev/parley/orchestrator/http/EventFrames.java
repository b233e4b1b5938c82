package dev.parley.orchestrator.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as frames of server-sent events. What many viewers of a conversation are shown at about the same time is written
 * once: an event with an id says the same to all of them, but that a late one may be given more text up to the same place.
 */
final class EventFrames {

    /** What some hundred conversations say within the time that one wave of viewers takes; some 100 KB. */
    private static final int KEPT = 512;

    /** A longer one is the past of one late viewer. */
    private static final int LONGEST_KEPT = 4_096;

    private final ObjectMapper json;
    private final Map<Key, byte[]> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    EventFrames(ObjectMapper json) {
        this.json = json;
    }

    /** @param length of its text; the end of it is the same for all */
    private record Key(UUID conversation, String id, Class<?> type, int length) {}

    /** Its bytes, which nobody changes. */
    byte[] of(ConversationEvent event) {
        String id = event.id();
        if (id == null) {
            return written(event);
        }
        Key key = new Key(event.conversation(), id, event.getClass(), length(event));
        byte @Nullable [] known = known(key);
        if (known != null) {
            return known;
        }
        byte[] frame = written(event);
        if (frame.length <= LONGEST_KEPT) {
            keep(key, frame);
        }
        return frame;
    }

    private synchronized byte @Nullable [] known(Key key) {
        return kept.get(key);
    }

    private synchronized void keep(Key key, byte[] frame) {
        kept.put(key, frame);
    }

    private static int length(ConversationEvent event) {
        if (event instanceof Token token) {
            return token.content().length();
        }
        return event instanceof TurnSnapshot snapshot ? snapshot.content().length() : 0;
    }

    private byte[] written(ConversationEvent event) {
        ObjectNode tree = json.valueToTree(event);
        StringBuilder frame = new StringBuilder();
        if (event.id() != null) {
            frame.append("id: ").append(event.id()).append('\n');
        }
        return frame.append("event: ")
                .append(tree.get("type").asText())
                .append("\ndata: ")
                .append(tree)
                .append("\n\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
