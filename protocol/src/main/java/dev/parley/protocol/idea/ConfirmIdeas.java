package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/** {@code POST /internal/claims/confirm}: the attempt was completed, so its claims stand. May be repeated. */
public record ConfirmIdeas(
        @JsonProperty("conversation") UUID conversation,
        @JsonProperty("fence") long fence,
        @JsonProperty("turn") int turn,
        @JsonProperty("attempt") int attempt) {}
