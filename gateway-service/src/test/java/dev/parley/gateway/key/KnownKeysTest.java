package dev.parley.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.StoreAway;
import dev.parley.testkit.time.SettableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownKeysTest {

    private static final Duration GRACE = Duration.ofMinutes(15);

    private final SettableClock clock = SettableClock.at("2026-01-31T08:00:00Z");
    private final KeysInMemory kept = new KeysInMemory();
    private final KnownKeys keys = new KnownKeys(kept, new KnownKeys.Bounds(3, GRACE), clock);
    private final ApiKey key = ApiKey.mint(new SecureRandom());

    private static <T> T now(Uni<T> answer) {
        return answer.subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted()
                .getItem();
    }

    private static void assertAway(Uni<?> answer) {
        answer.subscribe().withSubscriber(UniAssertSubscriber.create()).assertFailedWith(StoreAway.class);
    }

    @Test
    void a_key_is_searched_for_once_and_known_from_then_on() {
        kept.put(KeysInMemory.key(key));
        now(keys.sync());

        Optional<KeptKey> first = now(keys.find(key.id()));
        Optional<KeptKey> second = now(keys.find(key.id()));

        assertThat(first).isPresent();
        assertThat(second).isEqualTo(first);
        assertThat(keys.known(key.id())).isEqualTo(first);
        assertThat(kept.searches()).isEqualTo(1);
    }

    @Test
    void what_is_not_a_key_is_not_remembered() {
        now(keys.sync());

        assertThat(now(keys.find("aaaaaaaaaaaa"))).isEmpty();
        assertThat(keys.size()).isZero();
    }

    @Test
    void a_revocation_is_learnt_with_the_next_sync() {
        kept.put(KeysInMemory.key(key));
        now(keys.sync());
        now(keys.find(key.id()));

        kept.revoke(key.id(), clock.instant());
        List<KeptKey> learnt = now(keys.sync());

        assertThat(learnt).hasSize(1);
        assertThat(keys.known(key.id())).get().matches(KeptKey::isRevoked);
    }

    @Test
    void a_search_that_began_before_a_revocation_does_not_bring_the_key_back() {
        SlowKeys slow = new SlowKeys(kept);
        KnownKeys known = new KnownKeys(slow, new KnownKeys.Bounds(3, GRACE), clock);
        kept.put(KeysInMemory.key(key));
        now(known.sync());
        var searching = known.find(key.id()).subscribe().withSubscriber(UniAssertSubscriber.create());

        kept.revoke(key.id(), clock.instant());
        now(known.sync());
        slow.answer();

        assertThat(searching.assertCompleted().getItem()).get().matches(KeptKey::isRevoked);
        assertThat(known.known(key.id())).get().matches(KeptKey::isRevoked);
    }

    @Test
    void before_the_first_sync_nothing_is_remembered() {
        kept.put(KeysInMemory.key(key));

        assertThat(now(keys.find(key.id()))).isPresent();
        assertThat(keys.known(key.id())).isEmpty();
        assertThat(keys.size()).isZero();
    }

    @Test
    void many_who_ask_at_once_are_answered_by_one_search() {
        SlowKeys slow = new SlowKeys(kept);
        KnownKeys known = new KnownKeys(slow, new KnownKeys.Bounds(3, GRACE), clock);
        kept.put(KeysInMemory.key(key));
        now(known.sync());

        var first = known.find(key.id()).subscribe().withSubscriber(UniAssertSubscriber.create());
        var second = known.find(key.id()).subscribe().withSubscriber(UniAssertSubscriber.create());
        slow.answer();

        assertThat(first.assertCompleted().getItem()).isPresent();
        assertThat(second.assertCompleted().getItem()).isPresent();
        assertThat(kept.searches()).isEqualTo(1);
    }

    @Test
    void while_the_store_is_away_known_keys_count_for_a_time_and_others_are_not_found() {
        kept.put(KeysInMemory.key(key));
        now(keys.sync());
        now(keys.find(key.id()));
        kept.goAway(true);

        assertAway(keys.sync());
        assertAway(keys.find("aaaaaaaaaaaa"));
        clock.advance(GRACE);
        assertThat(keys.known(key.id())).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.known(key.id())).isEmpty();
        assertAway(keys.find(key.id()));
    }

    @Test
    void what_changed_while_the_store_was_away_is_learnt_when_it_is_back() {
        kept.put(KeysInMemory.key(key));
        now(keys.sync());
        now(keys.find(key.id()));
        kept.goAway(true);
        assertAway(keys.sync());

        kept.revoke(key.id(), clock.instant());
        kept.goAway(false);
        now(keys.sync());

        assertThat(keys.known(key.id())).get().matches(KeptKey::isRevoked);
    }

    @Test
    void no_more_are_known_than_may_be() {
        now(keys.sync());
        for (int i = 0; i < 10; i++) {
            ApiKey one = ApiKey.mint(new SecureRandom());
            kept.put(KeysInMemory.key(one));
            now(keys.find(one.id()));
        }

        assertThat(keys.size()).isEqualTo(3);
    }

    /** Answers a search when told to, with what was there when it began. */
    private static final class SlowKeys implements KeptKeys {

        private final KeptKeys kept;
        private UniEmitter<? super Optional<KeptKey>> waiting;
        private Optional<KeptKey> seen;

        SlowKeys(KeptKeys kept) {
            this.kept = kept;
        }

        void answer() {
            waiting.complete(seen);
        }

        @Override
        public Uni<Optional<KeptKey>> find(String id) {
            return Uni.createFrom().emitter(emitter -> {
                seen = now(kept.find(id));
                waiting = emitter;
            });
        }

        @Override
        public Uni<List<KeptKey>> changedSince(long change, int most) {
            return kept.changedSince(change, most);
        }

        @Override
        public Uni<Long> lastChange() {
            return kept.lastChange();
        }
    }
}
