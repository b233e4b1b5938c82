package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import dev.parley.simulatednode.exchange.ErrorForm;
import java.time.Instant;
import java.util.List;

/** How one surface writes one answer. Made anew for each request, as some forms remember what they said. */
public interface AnswerForm {

    /** Tells, before the first piece, that the answer is a scripted one, which may fix ids. */
    default void script(ScriptedAnswer scripted) {}

    /** Content type of a stream. */
    String streamType();

    /** Content type of a whole answer. */
    String wholeType();

    ErrorForm errors();

    /** The records for a piece. */
    List<byte[]> piece(Piece piece, Instant at);

    /** The records that end a finished stream. */
    List<byte[]> ending(Answer answer, Metrics metrics, Instant at);

    /** The records that end a stream whose engine died; the body ends properly after them. */
    List<byte[]> brokenEnding(String text);

    /** The one object of an answer that is not streamed. */
    byte[] whole(List<Piece> pieces, Answer answer, Metrics metrics, Instant at);

    /** The one object of a request that only loads or unloads. */
    byte[] idle(String reason, Instant at);

    /** The one object of a request that only wants its prompt. */
    byte[] rendered(String prompt, int images, Instant at);
}
