package dev.parley.orchestrator.turn;

import dev.parley.orchestrator.model.Piece;
import dev.parley.orchestrator.stream.LiveSink;
import dev.parley.orchestrator.stream.Utf8;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listens to one generation: collects the answer, bounded, and passes it on to viewers as it comes. */
final class Listening {

    private final StringBuilder text = new StringBuilder();
    private final LiveSink viewers;
    private final int maxBytes;
    private int bytes;
    private Piece.@Nullable Ending ending;

    Listening(LiveSink viewers, int maxBytes) {
        this.viewers = viewers;
        this.maxBytes = maxBytes;
    }

    /** True while there is more to hear. */
    boolean hear(Piece piece) {
        if (piece instanceof Piece.Text said) {
            hearText(storable(said.content()));
        } else if (piece instanceof Piece.Thought thought) {
            viewers.thought(thought.content());
        } else if (ending == null) {
            ending = (Piece.Ending) piece;
        }
        return ending == null;
    }

    Heard heard(Duration took) {
        Piece.Ending last =
                ending == null ? new Piece.Broken(ProblemCode.STREAM_BROKEN, null, "ended without an ending") : ending;
        return new Heard(text.toString(), last, took);
    }

    private void hearText(String content) {
        bytes += Utf8.length(content);
        if (bytes > maxBytes) {
            String detail = "answer: more than " + maxBytes + " bytes";
            ending = new Piece.Broken(ProblemCode.STREAM_BROKEN, null, detail);
            return;
        }
        text.append(content);
        viewers.text(content);
    }

    /** The one character that PostgreSQL keeps in no text. */
    private static String storable(String content) {
        return content.indexOf('\0') < 0 ? content : content.replace('\0', '\uFFFD');
    }
}
