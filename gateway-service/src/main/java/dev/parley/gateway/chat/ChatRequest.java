package dev.parley.gateway.chat;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is asked in task chat.
 *
 * @param taskType what kind of work it is; lower case, {@value #DEFAULT_TASK} if nothing was said
 * @param model asked for by name, whatever the task
 * @param messages what the model is told, oldest first; at least one
 * @param stream whether the answer is wanted piece by piece
 */
public record ChatRequest(
        String taskType, Optional<String> model, JsonArray messages, OptionalDouble temperature, boolean stream) {

    static final String DEFAULT_TASK = "general_chat";

    private static final int LONGEST_TASK = 64;
    private static final int LONGEST_MODEL = 256;

    /** Nodes take any, and beyond this nothing is told from noise. */
    private static final double HOTTEST = 2;

    private static final String MESSAGE = "message";
    private static final String MESSAGES = "messages";
    private static final String TASK_TYPE = "task_type";

    /**
     * Reads a request with one message. Fields that are not known are overlooked: clients of earlier systems send more.
     *
     * @throws ProblemException naming the field that is not as it should be
     */
    public static ChatRequest read(JsonObject json) {
        Fields fields = new Fields(json);
        return read(fields, message(fields), fields.flag("stream"));
    }

    /**
     * Reads a request with one message or with several, whose answer is streamed.
     *
     * @throws ProblemException naming the field that is not as it should be
     */
    public static ChatRequest readStreamed(JsonObject json) {
        Fields fields = new Fields(json);
        return read(fields, json.getValue(MESSAGES) == null ? message(fields) : messages(json), true);
    }

    private static ChatRequest read(Fields fields, JsonArray messages, boolean stream) {
        return new ChatRequest(
                fields.text(TASK_TYPE, LONGEST_TASK)
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .orElse(DEFAULT_TASK),
                fields.text("model", LONGEST_MODEL),
                messages,
                fields.number("temperature", HOTTEST),
                stream);
    }

    private static JsonArray message(Fields fields) {
        String said = fields.text(MESSAGE, Integer.MAX_VALUE)
                .filter(text -> !text.isBlank())
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.MALFORMED_BODY, "message (expected: a text)", MESSAGE));
        return new JsonArray().add(new JsonObject().put("role", "user").put("content", said));
    }

    /** As nodes know them; what is in them is judged there. */
    private static JsonArray messages(JsonObject json) {
        if (json.getValue(MESSAGES) instanceof JsonArray messages
                && !messages.isEmpty()
                && messages.stream().allMatch(JsonObject.class::isInstance)) {
            return messages;
        }
        throw new ProblemException(
                ProblemCode.MALFORMED_BODY, "messages (expected: a list of objects, at least one)", MESSAGES);
    }

    /** Whether it names a task that chooses nothing: the router is asked for a model and sees no task. */
    boolean isLabelled() {
        return model.isPresent() && !taskType.equals(DEFAULT_TASK);
    }

    /** The same, answered whole. */
    ChatRequest unstreamed() {
        return new ChatRequest(taskType, model, messages, temperature, false);
    }

    /** Letters of what is said, about. */
    long length() {
        return messages.encode().length();
    }

    /** What the router is asked for: a model, or the task that one is chosen for. */
    String target() {
        return model.orElse("task:" + taskType);
    }
}
