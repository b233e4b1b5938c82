package dev.parley.ideas.claim;

import dev.parley.ideas.extraction.AnswerSplitter;
import dev.parley.ideas.extraction.ExtractionBounds;
import dev.parley.ideas.novelty.CanonicalKey;
import dev.parley.protocol.idea.ClaimIdeas;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.Executor;

/** Cuts answers into ideas, each kind of conversation in its way. */
public final class Answers {

    /** Longer answers are cut on a worker: 64 KB take about a millisecond, a megabyte too many for an event loop. */
    private static final int LONG_ANSWER = 64 * 1024;

    private final AnswerSplitter bullets;
    private final AnswerSplitter v4;
    private final Executor workers;

    /** @param workers may block */
    public Answers(ExtractionBounds bounds, Executor workers) {
        this.bullets = AnswerSplitter.bullets(bounds);
        this.v4 = AnswerSplitter.v4(bounds);
        this.workers = workers;
    }

    Uni<Answer> cut(ClaimIdeas request) {
        Uni<Answer> cut = Uni.createFrom().item(() -> now(request));
        return request.text().length() > LONG_ANSWER ? cut.runSubscriptionOn(workers) : cut;
    }

    private Answer now(ClaimIdeas request) {
        String text = request.text();
        List<String> ideas = switch (request.splitter()) {
            case BULLETS -> bullets.split(text);
            case V4 -> v4.split(text);
        };
        String fingerprint =
                CanonicalKey.verbatim(request.splitter() + "\n" + text).fingerprint();
        return new Answer(fingerprint, ideas);
    }
}
