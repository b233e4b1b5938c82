package dev.parley.orchestrator.redis;

import dev.parley.orchestrator.stream.LiveKey;
import java.util.UUID;

/** The names of keys. What belongs to one conversation stands in braces, so that it stays together. */
final class LiveKeys {

    private LiveKeys() {}

    /** A stream: what one owner of the conversation publishes. */
    static String chunks(LiveKey key) {
        return "live:{%s}:%d".formatted(key.conversation(), key.fence());
    }

    /** A string: one attempt's text so far. */
    static String text(LiveKey key, long seq) {
        return "live:{%s}:%d:%d".formatted(key.conversation(), key.fence(), seq);
    }

    /** A stream: rings for one reader. */
    static String wake(UUID reader) {
        return "live:wake:" + reader;
    }
}
