package dev.parley.gateway.chat;

import dev.parley.gateway.quota.Verdict;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Who waits for an answer. Called on the context on which was asked, and after {@link Chat#cancel} not at all; else exactly
 * one of {@link #done}, {@link #failed} and {@link #cut} comes last.
 */
public interface ChatListener {

    /** How the key stands by its limits; before everything else. */
    default void judged(Verdict verdict) {}

    /** A good answer begins. @param about headers that tell of it */
    default void began(MultiMap about) {}

    /** Some of it: what one read brought. @param flow holds the rest back */
    void pieces(List<Piece> pieces, Flow flow);

    /** It is whole. */
    void done(Done done);

    /** There is none, or no whole one. */
    void failed(Failure failure);

    /** The listener took nothing for too long. */
    void cut();
}
