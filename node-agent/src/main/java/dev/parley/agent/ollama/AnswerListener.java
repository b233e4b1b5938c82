package dev.parley.agent.ollama;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Hears an answer as it comes: a head, pieces, and then an end or a failure. Called by one thread at a time, which must not wait. */
public interface AnswerListener {

    /**
     * The answer begins.
     *
     * @param headers by lower-case name: {@code content-type} and {@code retry-after}
     */
    void head(int status, Map<String, String> headers);

    /** It goes on; the next piece comes after {@link Exchange#more}. */
    void piece(List<ByteBuffer> piece);

    /** It is whole. */
    void end();

    /** There is none, or not the rest of it. */
    void failed(NodeFault fault);
}
