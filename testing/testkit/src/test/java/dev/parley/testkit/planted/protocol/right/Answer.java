package dev.parley.testkit.planted.protocol.right;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a wire type may be. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Answer {
    String id();

    static Answer token(String id, String text) {
        return new Token(id, text, new int[0], Map.of());
    }

    /** With a compact constructor, private parts and arrays. */
    record Token(String id, @JsonProperty("text") String text, int[] context, Map<String, List<byte[]>> blobs)
            implements Answer {
        public Token {
            requireNotEmpty(id);
            blobs = Map.copyOf(blobs);
        }

        public static Token empty(String id) {
            return new Token(id, "", new int[0], Map.of());
        }

        private static void requireNotEmpty(String id) {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("id: empty (expected: a character at least)");
            }
        }

        @Override
        public String toString() {
            return "Token[" + id + "]";
        }
    }

    /** With an enum of its own and a lambda. */
    record Ending(String id, Reason reason, Instant at) implements Answer {
        public Ending {
            Optional.ofNullable(at).ifPresent(time -> {
                if (time.isBefore(Instant.EPOCH)) {
                    throw new IllegalArgumentException("at: " + time + " (expected: after 1970)");
                }
            });
        }
    }

    /** With fields, accessors and factories. */
    enum Reason {
        STOP("stop"),
        LENGTH("length");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        @JsonCreator
        public static Reason of(String wireName) {
            return find(wireName).orElseThrow();
        }

        public static Optional<Reason> find(String wireName) {
            return List.of(values()).stream()
                    .filter(reason -> reason.wireName.equals(wireName))
                    .findFirst();
        }
    }
}
