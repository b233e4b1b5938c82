package dev.parley.ideas;

import dev.parley.ideas.claim.Answers;
import dev.parley.ideas.claim.ClaimWatch;
import dev.parley.ideas.claim.Claims;
import dev.parley.ideas.claim.Housekeeping;
import dev.parley.ideas.claim.Removal;
import dev.parley.ideas.claim.Restanding;
import dev.parley.ideas.extraction.ExtractionBounds;
import dev.parley.ideas.ledger.IdeaLedger;
import dev.parley.ideas.novelty.IdeaIndex;
import dev.parley.ideas.novelty.Ladder;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Puts the features together with the technologies they were given. */
@Dependent
final class IdeasBeans {

    @Produces
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Ladder ladder(IdeaIndex index) {
        return Ladder.exact(index);
    }

    @Produces
    @Singleton
    Restanding restanding(Ladder ladder, ClaimWatch watch, Clock clock, RandomGenerator random, IdeasConfig config) {
        return new Restanding(
                ladder, watch, clock, random, config.housekeeping().ideas());
    }

    @Produces
    @Singleton
    Answers answers(IdeasConfig config) {
        ExtractionBounds bounds = new ExtractionBounds(
                config.extraction().maxIdeas(), config.extraction().maxLength());
        return new Answers(bounds, Infrastructure.getDefaultWorkerPool());
    }

    @Produces
    @Singleton
    Claims claims(
            IdeaLedger ledger,
            Ladder ladder,
            Answers answers,
            Restanding restanding,
            ClaimWatch watch,
            Clock clock,
            RandomGenerator random) {
        return new Claims(ledger, ladder, answers, restanding, watch, clock, random);
    }

    @Produces
    @Singleton
    Removal removal(IdeaLedger ledger, IdeaIndex index) {
        return new Removal(ledger, index);
    }

    @Produces
    @Singleton
    Housekeeping housekeeping(IdeaLedger ledger, Restanding restanding, Clock clock, IdeasConfig config) {
        Housekeeping.Bounds bounds = new Housekeeping.Bounds(
                config.claims().lapseAfter(),
                config.claims().forgetAfter(),
                config.housekeeping().batch());
        return new Housekeeping(ledger, restanding, clock, bounds);
    }
}
