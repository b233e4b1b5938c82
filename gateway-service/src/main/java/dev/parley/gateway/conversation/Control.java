package dev.parley.gateway.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.conversation.AddMessage;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.EditMessage;
import dev.parley.protocol.conversation.ResumeConversation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer may ask of a conversation over its WebSocket: {@code {"type":"pause"}} and the like, with the fields that
 * the path of that name takes as its body.
 */
public sealed interface Control {

    /** Every type that is understood, as a refusal lists them. */
    String TYPES = "pause, resume, stop, abort, continue, message or edit";

    /** Cut off whoever speaks and wait. */
    record Pause() implements Control {}

    /** Go on. */
    record Resume(ResumeConversation body) implements Control {}

    /** End after the turn. */
    record Stop() implements Control {}

    /** End now. */
    record Abort() implements Control {}

    /** Go on after the end. */
    record Continue(ContinueConversation body) implements Control {}

    /**
     * Join in.
     *
     * @param key so that the frame may be repeated; null if it may not
     */
    record Say(AddMessage body, @Nullable String key) implements Control {}

    /**
     * Change what the history says.
     *
     * @param message its id
     */
    record Edit(String message, EditMessage body) implements Control {}

    /** What this frame asks for; empty if it is not JSON, asks for something else or has a field of another kind. */
    static Optional<Control> parse(String frame) {
        try {
            JsonNode read = Reading.JSON.readTree(frame);
            JsonNode type = read.path("type");
            return type.isTextual() ? Optional.ofNullable(Reading.of(type.textValue(), read)) : Optional.empty();
        } catch (JsonProcessingException notUnderstood) {
            return Optional.empty();
        }
    }

    /** Frames carry fields of their own beside a body's. */
    final class Reading {

        private static final ObjectMapper JSON = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        private Reading() {}

        private static @Nullable Control of(String type, JsonNode frame) throws JsonProcessingException {
            return switch (type) {
                case "pause" -> new Pause();
                case "resume" -> new Resume(JSON.treeToValue(frame, ResumeConversation.class));
                case "stop" -> new Stop();
                case "abort" -> new Abort();
                case "continue" -> new Continue(JSON.treeToValue(frame, ContinueConversation.class));
                case "message" ->
                    new Say(
                            JSON.treeToValue(frame, AddMessage.class),
                            frame.path("key").textValue());
                case "edit" -> new Edit(frame.path("message").asText(), JSON.treeToValue(frame, EditMessage.class));
                default -> null;
            };
        }
    }
}
