package dev.parley.transport.relay.record;

import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;

/** How one kind of answer is cut into records, how it ends, and how it says in its own words that it broke. */
public interface AnswerForm {

    /** Where its records end. */
    Framing framing();

    /**
     * What a record means for the end.
     *
     * @param record with its line ends
     */
    Mark mark(byte[] record);

    /** The record that ends a broken answer; empty where this form has none and only a cut connection can tell. */
    Buffer broken(String message);

    /** The record that ends the answer of a client that may not have the rest; empty as for {@link #broken}. */
    default Buffer refused(ProblemCode why) {
        return broken(why.title());
    }

    /** Whether the head goes out before the first record: for streams that may be silent at their start. */
    default boolean headFirst() {
        return false;
    }

    /** Ollama's streams: a JSON object a line, the last with {@code "done":true} or an {@code error}. */
    static AnswerForm nativeLines() {
        return NativeLines.INSTANCE;
    }

    /** OpenAI's streams: events of JSON, the last one {@code [DONE]} or an {@code error}. */
    static AnswerForm openAiEvents() {
        return OpenAiEvents.INSTANCE;
    }

    /** Events without a last one: whoever reads them comes back with the id of the last event it saw. */
    static AnswerForm openEvents() {
        return OpenEvents.INSTANCE;
    }

    /** One body, complete when the framing of HTTP says so. */
    static AnswerForm wholeBody() {
        return WholeBody.INSTANCE;
    }
}
