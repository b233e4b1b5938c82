package dev.parley.router.measure;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a model's prompts and answers are, in tokens, wherever it answered: the same work takes each node its own time.
 * Immutable.
 */
record Lengths(Fading prompt, Fading answer) {

    static final Lengths NOTHING = new Lengths(Fading.NOTHING, Fading.NOTHING);

    Lengths with(Observation seen, Instant now, Duration halfLife) {
        return new Lengths(
                seen.prompt().tokens() > 0 ? prompt.with(seen.prompt().tokens(), now, halfLife) : prompt,
                seen.answer().tokens() > 0 ? answer.with(seen.answer().tokens(), now, halfLife) : answer);
    }
}
