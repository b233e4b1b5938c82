package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.stream.LiveSink;
import dev.parley.orchestrator.stream.Utf8;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Listens to one generation: collects the answer and passes it on to viewers as it comes. Whatever is sent counts towards
 * its bound, thoughts and records that say nothing too, so that every generation has an end.
 */
final class Listening {

    private final StringBuilder text = new StringBuilder();
    private final LiveSink viewers;
    private final int maxBytes;
    private int pieces;
    private long bytes;
    private volatile boolean speech;
    private Piece.@Nullable Ending ending;

    Listening(LiveSink viewers, int maxBytes) {
        this.viewers = viewers;
        this.maxBytes = maxBytes;
    }

    /** The answer begins with what was said before; viewers are shown all of it. */
    synchronized void beginWith(String said) {
        if (!said.isEmpty()) {
            text.append(said);
            viewers.text(said);
        }
    }

    /** True while there is more to hear. */
    synchronized boolean hear(Piece piece) {
        if (ending != null) {
            return false;
        }
        if (piece instanceof Piece.Ending last) {
            ending = last;
        } else if (isWithinBound(piece)) {
            pass(piece);
        }
        return ending == null;
    }

    /** Whether part of the answer has been heard. */
    boolean isSpeech() {
        return speech;
    }

    synchronized Heard heard(Duration took) {
        Piece.Ending last =
                ending == null ? new Piece.Broken(ProblemCode.STREAM_BROKEN, null, "ended without an ending") : ending;
        return new Heard(text.toString(), speech, pieces, last, took);
    }

    private boolean isWithinBound(Piece piece) {
        bytes += size(piece);
        if (bytes > maxBytes) {
            String detail = "answer: more than " + maxBytes + " bytes, thoughts included";
            ending = new Piece.Broken(ProblemCode.STREAM_BROKEN, null, detail);
        }
        return ending == null;
    }

    private static long size(Piece piece) {
        if (piece instanceof Piece.Text said) {
            return Utf8.length(said.content());
        }
        return piece instanceof Piece.Thought thought ? Utf8.length(thought.content()) : ((Piece.Blank) piece).bytes();
    }

    private void pass(Piece piece) {
        if (piece instanceof Piece.Text said) {
            String content = storable(said.content());
            speech = true;
            pieces++;
            text.append(content);
            viewers.text(content);
        } else if (piece instanceof Piece.Thought thought) {
            pieces++;
            viewers.thought(thought.content());
        }
    }

    /** The one character that PostgreSQL keeps in no text. */
    private static String storable(String content) {
        return content.indexOf('\0') < 0 ? content : content.replace('\0', '\uFFFD');
    }
}
