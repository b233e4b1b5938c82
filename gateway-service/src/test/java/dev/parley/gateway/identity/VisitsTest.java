package dev.parley.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KeysInMemory;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private final SettableClock clock = SettableClock.at("2026-02-01T10:00:00Z");
    private final KeysInMemory kept = new KeysInMemory();
    private final KnownKeys known = new KnownKeys(kept, new KnownKeys.Bounds(10, Duration.ofMinutes(15)), clock);
    private final Visits visits = new Visits(known, clock);
    private final KeptKey key = kept.put(KeysInMemory.key(ApiKey.mint(new Random(1))));
    private final List<ProblemCode> told = new ArrayList<>();

    @BeforeEach
    void know() {
        sync();
    }

    private void sync() {
        known.sync().subscribe().asCompletionStage().join();
    }

    @Test
    void all_visits_under_a_key_end_when_it_is_revoked_and_those_under_others_go_on() {
        Identified who = Identified.forGood(key.caller(), Limits.NONE);
        KeptKey other = kept.put(KeysInMemory.key(ApiKey.mint(new Random(2))));
        visits.begin(who, told::add);
        visits.begin(who, told::add);
        visits.begin(Identified.forGood(other.caller(), Limits.NONE), told::add);

        kept.revoke(key.caller().key(), clock.instant());
        sync();
        visits.review();
        visits.review();

        assertThat(told).containsExactly(ProblemCode.KEY_REVOKED, ProblemCode.KEY_REVOKED);
        assertThat(visits.count()).isEqualTo(1);
    }

    @Test
    void a_visit_ends_at_the_moment_at_which_its_credential_does() {
        visits.begin(Identified.until(key.caller(), Limits.NONE, clock.instant().plusSeconds(5)), told::add);

        clock.advance(Duration.ofMillis(4_999));
        visits.review();
        assertThat(told).isEmpty();

        clock.advance(Duration.ofMillis(1));
        visits.review();
        assertThat(told).containsExactly(ProblemCode.KEY_EXPIRED);
    }

    @Test
    void a_visit_that_was_over_before_is_not_ended() {
        Visits.Visit visit = visits.begin(
                Identified.until(key.caller(), Limits.NONE, clock.instant().minusSeconds(1)), told::add);

        visit.close();
        visits.review();

        assertThat(told).isEmpty();
        assertThat(visits.count()).isZero();
    }
}
