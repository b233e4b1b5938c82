package dev.parley.simulatednode.generation;

import dev.parley.simulatednode.content.Answer;
import dev.parley.simulatednode.content.Metrics;
import dev.parley.simulatednode.content.Piece;
import dev.parley.simulatednode.content.ScriptedAnswer;
import java.time.Instant;

/** Who hears an answer. */
interface Listener {

    /** Before the first piece: the answer comes from a script. */
    void scripted(ScriptedAnswer script);

    void piece(Piece piece, Instant at);

    void finished(Answer answer, Metrics metrics, Instant at);

    /** The engine failed, before or after the first piece. */
    void failed(int status, String text);

    /** The scheduler refused; nothing was said. */
    void refused(int status, String text);

    /** Whether it takes more now. */
    boolean ready();

    /** Runs pieces that may leave in one flush. */
    void together(Runnable pieces);

    /** Called once when it takes more again. */
    void onReady(Runnable resume);
}
