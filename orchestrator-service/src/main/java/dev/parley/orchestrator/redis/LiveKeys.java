package dev.parley.orchestrator.redis;

import dev.parley.orchestrator.stream.LiveKey;
import java.util.UUID;

/** The names of keys. Tenant and conversation stand in braces, so that what belongs to one conversation stays together. */
final class LiveKeys {

    private static final String PREFIX = "parley:live:";

    private LiveKeys() {}

    /** A stream: what one owner of the conversation publishes. */
    static String chunks(LiveKey key) {
        return PREFIX
                + "{%s:%s}:%d"
                        .formatted(
                                key.conversation().tenant(), key.conversation().id(), key.fence());
    }

    /** A string: one attempt's text so far. */
    static String text(LiveKey key, long seq) {
        return chunks(key) + ":" + seq;
    }

    /** A stream: rings for one reader. */
    static String wake(UUID reader) {
        return PREFIX + "wake:" + reader;
    }
}
