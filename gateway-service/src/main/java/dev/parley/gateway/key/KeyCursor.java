package dev.parley.gateway.key;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of keys ended.
 *
 * @param createdAt of its last key
 * @param id of its last key
 */
public record KeyCursor(Instant createdAt, String id) {

    /** The cursor of this text; empty if it is none of ours. */
    public static Optional<KeyCursor> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            return parts.length == 2 && ApiKey.isId(parts[1])
                    ? Optional.of(new KeyCursor(Instant.parse(parts[0]), parts[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** As it travels. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "/" + id).getBytes(StandardCharsets.UTF_8));
    }
}
