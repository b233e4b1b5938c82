package dev.parley.gateway.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;

/** What a WebSocket viewer is sent: the events as they are, and the marks that the first system's viewers wait for. */
public final class Frames {

    /** Once, after everything. */
    public static final String DONE = "{\"type\":\"done\"}";

    private static final String LAST_EVENT = "conversation.completed";

    /** Verdicts that the registry still owed when the conversation ended come after its last event. */
    private static final String VERDICTS = "idea.";

    /** People may still join in and edit. */
    private static final String PEOPLE = "message.";

    private static final String END_OF_TURN = "turn.completed";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Frames() {}

    /** The frames of an event: its JSON and, after an answer, {@code turn_done}. */
    public static List<String> of(ServerSentEvent event) {
        return event.type().equals(END_OF_TURN) ? List.of(event.data(), turnDone(event.data())) : List.of(event.data());
    }

    private static String turnDone(String event) {
        JsonNode turn = read(event);
        ObjectNode frame = JSON.createObjectNode().put("type", "turn_done");
        for (String field : List.of("turn", "id", "timestamp")) {
            frame.set(field, turn.get(field));
        }
        return frame.toString();
    }

    /**
     * Whether the conversation has ended, as far as its viewer was told.
     *
     * @param before whether it had before this event
     */
    public static boolean ended(boolean before, ServerSentEvent event) {
        return event.type().equals(LAST_EVENT)
                || (before && (event.type().startsWith(VERDICTS) || event.type().startsWith(PEOPLE)));
    }

    /**
     * What a control frame is answered that was not followed.
     *
     * @param problem the JSON of an {@code application/problem+json} answer
     */
    public static String error(String problem) {
        ObjectNode frame = JSON.createObjectNode().put("type", "error");
        JsonNode told = read(problem);
        for (String field : List.of("code", "title", "detail", "field")) {
            if (told.has(field)) {
                frame.set(field, told.get(field));
            }
        }
        return frame.toString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
