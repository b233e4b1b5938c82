package dev.parley.ideas.claim;

import static dev.parley.protocol.idea.Verdict.NEW;
import static dev.parley.protocol.idea.Verdict.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import dev.parley.ideas.ledger.Attempt;
import dev.parley.ideas.ledger.IdeaLedger;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.Idea;
import dev.parley.testkit.time.SettableClock;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RegistryTest
class HousekeepingTest {

    private static final String LAMPS = "Replace the street lamps with LEDs.";
    private static final String ROOFS = "Rent out the school roofs.";
    private static final Housekeeping.Bounds BOUNDS =
            new Housekeeping.Bounds(Duration.ofMinutes(15), Duration.ofDays(30), 1000);

    private final RegistryClient registry = RegistryClient.ofNewConversation();

    @Inject
    IdeaLedger ledger;

    @Inject
    Restanding restanding;

    @Inject
    Clock systemClock;

    private SettableClock clock;

    @BeforeEach
    void the_clock_stands() {
        clock = SettableClock.at(systemClock.instant());
    }

    @Test
    void a_claim_that_nobody_confirms_lapses() {
        registry.claim(1, 1, LAMPS);
        registry.claim(2, 1, LAMPS, ROOFS);
        registry.confirm(2, 1);

        runAfter(Duration.ofMinutes(16));

        assertThat(registry.ideas("").ideas()).extracting(Idea::verdict).containsExactly(NEW, NEW);
        assertThat(registry.claim(3, 1, LAMPS).get(0).why()).isEqualTo("agent-2 said the same in turn 2.");
    }

    @Test
    void a_claim_of_less_age_stays() {
        registry.claim(1, 1, LAMPS);

        runAfter(Duration.ofMinutes(14));

        assertThat(registry.claim(2, 1, LAMPS)).extracting(Idea::verdict).containsExactly(REPEATED);
    }

    @Test
    void a_lapsed_claim_that_is_confirmed_after_all_counts_from_its_own_time() {
        registry.claim(1, 1, LAMPS, ROOFS);
        runAfter(Duration.ofMinutes(16));
        assertThat(registry.claim(2, 1, LAMPS)).extracting(Idea::verdict).containsExactly(NEW);
        registry.confirm(2, 1);

        registry.confirm(1, 1);

        assertThat(registry.ideas("").ideas()).extracting(Idea::verdict).containsExactly(NEW, NEW, REPEATED);
        assertThat(registry.claim(3, 1, LAMPS).get(0).why()).isEqualTo("agent-1 said the same in turn 1.");
    }

    @Test
    void a_lapsed_claim_that_is_made_again_gets_its_verdicts_again() {
        registry.claim(1, 1, LAMPS);
        List<Idea> before = registry.claim(2, 1, LAMPS, ROOFS, ROOFS);
        registry.confirm(1, 1);
        runAfter(Duration.ofMinutes(16));

        List<Idea> again = registry.claim(2, 1, LAMPS, ROOFS, ROOFS);

        assertThat(again).isEqualTo(before);
    }

    @Test
    void what_lapsed_long_ago_is_forgotten() {
        registry.claim(1, 1, LAMPS);
        registry.claim(1, 2, ROOFS);
        registry.confirm(1, 2);

        runAfter(Duration.ofDays(31));

        RegistryId id = new RegistryId(registry.tenant(), registry.conversation());
        List<Attempt> attempts =
                ledger.open(id, 0, open -> open.attempts(1)).await().atMost(Duration.ofSeconds(30));
        assertThat(attempts).extracting(Attempt::attempt).containsExactly(2);
    }

    private void runAfter(Duration age) {
        clock.advance(age);
        new Housekeeping(ledger, restanding, clock, BOUNDS).run().await().atMost(Duration.ofSeconds(30));
    }
}
