package dev.parley.ideas.extraction;

import java.util.List;

/** A way of cutting an answer into ideas. Pure and linear in the answer's length; safe for use by many threads. */
public interface AnswerSplitter {

    /** The ideas of this answer in its order, as they are shown: trimmed, without bullet or markup, none empty. */
    List<String> split(String answer);

    /**
     * Bulleted and numbered lines, and sentences beside them that propose something; where there are no such lines, every
     * sentence. Headings, introductions, details under an idea, questions and the {@code NEXT:} line are left out.
     */
    static AnswerSplitter bullets(ExtractionBounds bounds) {
        return answer -> bounds.applyTo(new BulletSplitter(Wording.ofTheHouse()).split(answer));
    }

    /** The first system's splitter, exactly: at every full stop, hyphen, bullet, semicolon and line end; in lower case. */
    static AnswerSplitter v4(ExtractionBounds bounds) {
        return answer -> bounds.applyTo(V4Splitter.split(answer));
    }
}
