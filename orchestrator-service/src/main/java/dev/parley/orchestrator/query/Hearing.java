package dev.parley.orchestrator.query;

import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Listens to one generation, which has an end whatever its node sends. */
public final class Hearing {

    private final StringBuilder text = new StringBuilder();
    private final int most;
    private long bytes;
    private Piece.@Nullable Ending ending;

    /** @param most bytes, thoughts and all */
    public Hearing(int most) {
        this.most = most;
    }

    /** True while there is more to hear. */
    public boolean hear(Piece piece) {
        if (ending != null) {
            return false;
        }
        if (piece instanceof Piece.Ending last) {
            ending = last;
            return false;
        }
        bytes += size(piece);
        if (bytes > most) {
            ending = new Piece.Broken(ProblemCode.STREAM_BROKEN, null, "answer: more than " + most + " bytes");
            return false;
        }
        if (piece instanceof Piece.Text said) {
            text.append(said.content());
        }
        return true;
    }

    public boolean saidSomething() {
        return !text.isEmpty();
    }

    /** Without the one character that PostgreSQL keeps in no text. */
    public String text() {
        return text.toString().replace('\0', '\uFFFD');
    }

    public Piece.Ending ending() {
        return ending == null ? new Piece.Broken(ProblemCode.STREAM_BROKEN, null, "ended without an ending") : ending;
    }

    private static long size(Piece piece) {
        if (piece instanceof Piece.Text said) {
            return said.content().getBytes(StandardCharsets.UTF_8).length;
        }
        return piece instanceof Piece.Thought thought ? thought.content().length() : ((Piece.Blank) piece).bytes();
    }
}
