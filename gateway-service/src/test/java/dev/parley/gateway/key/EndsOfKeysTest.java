package dev.parley.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Payers;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndsOfKeysTest implements EndedKeys, Payers {

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final EndedKey leaked = new EndedKey(
            Caller.of("north", "leaked", Set.of(Scope.CONVERSATIONS)), ProblemCode.KEY_REVOKED, clock.instant());
    private final List<EndedKey> unsettled = new ArrayList<>(List.of(leaked));
    private final List<String> told = new ArrayList<>();
    private final EndsOfKeys ends = new EndsOfKeys(this, this, clock, Duration.ofSeconds(5), 100);
    private boolean away;

    @Override
    public Uni<List<EndedKey>> unsettled(Instant now, int most) {
        return Uni.createFrom().item(List.copyOf(unsettled));
    }

    @Override
    public Uni<Void> settle(EndedKey key, Instant now) {
        unsettled.remove(key);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<Account>> paying() {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Void> withhold(Account payer, ProblemCode why) {
        if (away || payer.key().equals("odd")) {
            return Uni.createFrom().failure(new IOException("away"));
        }
        told.add(payer + " " + why.wireName());
        return Uni.createFrom().voidItem();
    }

    private void look() {
        ends.look().subscribe().with(done -> {}, away -> {});
    }

    @Test
    void a_key_that_has_ended_pays_no_longer_at_once_and_again_when_nobody_lets_it_in_any_more() {
        look();
        look();
        List<String> atOnce = List.copyOf(told);
        clock.advance(Duration.ofSeconds(5));
        look();
        look();

        assertThat(atOnce).containsExactly("north:leaked key-revoked");
        assertThat(told).hasSize(2);
        assertThat(unsettled).isEmpty();
    }

    @Test
    void a_key_that_cannot_be_told_of_keeps_no_other_waiting() {
        Caller odd = Caller.of("north", "odd", Set.of(Scope.CONVERSATIONS));
        unsettled.add(0, new EndedKey(odd, ProblemCode.KEY_EXPIRED, clock.instant()));

        look();

        assertThat(told).containsExactly("north:leaked key-revoked");
    }

    @Test
    void whoever_is_away_is_told_when_it_is_back() {
        away = true;
        look();
        clock.advance(Duration.ofHours(1));
        look();

        away = false;
        look();

        assertThat(told).containsExactly("north:leaked key-revoked");
        assertThat(unsettled).isEmpty();
    }
}
