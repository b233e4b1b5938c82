package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * Where a forked conversation comes from.
 *
 * @param conversation the one it was forked from, which may be gone by now
 * @param turn the last that both have in common
 */
public record ForkOrigin(
        @JsonProperty("conversation") UUID conversation,
        @JsonProperty("turn") int turn) {}
