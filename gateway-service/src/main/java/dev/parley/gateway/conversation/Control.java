package dev.parley.gateway.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Optional;

/** What a viewer may ask of a running conversation over its WebSocket: {@code {"type":"pause"}} and the like. */
public enum Control {
    /** Wait after what is under way. */
    PAUSE("pause"),
    /** Go on. */
    RESUME("resume"),
    /** End after the turn. */
    STOP("stop");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String type;

    Control(String type) {
        this.type = type;
    }

    /** What this frame asks for; empty if it is not JSON or asks for something else. */
    public static Optional<Control> parse(String frame) {
        try {
            JsonNode type = JSON.readTree(frame).path("type");
            return Arrays.stream(values())
                    .filter(control -> control.type.equals(type.textValue()))
                    .findFirst();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
