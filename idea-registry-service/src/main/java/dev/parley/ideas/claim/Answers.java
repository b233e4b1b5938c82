package dev.parley.ideas.claim;

import dev.parley.ideas.extraction.AnswerSplitter;
import dev.parley.ideas.extraction.ExtractionBounds;
import dev.parley.ideas.novelty.CanonicalKey;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.Splitter;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.Executor;

/** Cuts answers into ideas, each kind of conversation in its way. */
public final class Answers {

    /** Longer answers are cut on a worker: 64 KB take about a millisecond, a megabyte too many for an event loop. */
    private static final int LONG_ANSWER = 64 * 1024;

    private final ExtractionBounds bounds;
    private final AnswerSplitter bullets;
    private final AnswerSplitter v4;
    private final Executor workers;

    /** @param workers may block */
    public Answers(ExtractionBounds bounds, Executor workers) {
        this.bounds = bounds;
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
        List<String> found = request.ideas();
        String cut = found == null ? text : String.join("\n", found) + "\n\n" + text;
        String fingerprint =
                CanonicalKey.verbatim(request.splitter() + "\n" + cut).fingerprint();
        return new Answer(fingerprint, found == null ? ideas(request.splitter(), text) : bounds.of(found));
    }

    private List<String> ideas(Splitter splitter, String text) {
        return switch (splitter) {
            case BULLETS -> bullets.split(text);
            case V4 -> v4.split(text);
        };
    }
}
