package dev.parley.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.identity.Verdict.Good;
import dev.parley.gateway.identity.Verdict.Refused;
import dev.parley.gateway.key.ApiKey;
import dev.parley.gateway.key.BootstrapKey;
import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KeptKeys;
import dev.parley.gateway.key.KeysInMemory;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.session.KeptSession;
import dev.parley.gateway.session.KeptSessions;
import dev.parley.gateway.session.KnownSessions;
import dev.parley.gateway.session.SessionToken;
import dev.parley.gateway.token.Tokens;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What it costs an address to show a credential that this replica has to look for. */
class IdentificationTest implements KeptKeys, KeptSessions {

    private static final int GUESSES = 5;
    private static final String ADDRESS = "192.0.2.1";

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final Random random = new Random(1);
    private final KeysInMemory kept = new KeysInMemory();
    private final CompletableFuture<Void> slow = new CompletableFuture<>();
    private final KnownKeys keys = new KnownKeys(this, new KnownKeys.Bounds(100, Duration.ofMinutes(15)), clock);
    private final KnownSessions sessions = new KnownSessions(
            this, new KnownSessions.Bounds(100, Duration.ofSeconds(2), Duration.ofMinutes(15)), clock);
    private final Identification identification = new Identification(
            new BootstrapKey(Optional.empty()),
            keys,
            sessions,
            Tokens.none(),
            Limits.NONE,
            new Guesses(new Guesses.Bounds(GUESSES, 100), clock),
            clock);
    private final List<Verdict> verdicts = new ArrayList<>();
    private Optional<KeptSession> session = Optional.empty();

    @Override
    public Uni<Optional<KeptKey>> find(String id) {
        return Uni.createFrom().completionStage(slow).chain(() -> kept.find(id));
    }

    @Override
    public Uni<List<KeptKey>> changedSince(long change, int most) {
        return kept.changedSince(change, most);
    }

    @Override
    public Uni<Long> lastChange() {
        return kept.lastChange();
    }

    @Override
    public Uni<Optional<KeptSession>> find(SecretHash token) {
        return Uni.createFrom().item(() -> session.filter(known -> known.hash().equals(token)));
    }

    @Override
    public Uni<Set<SecretHash>> present(Set<SecretHash> tokens) {
        return Uni.createFrom().item(Set.of());
    }

    @Override
    public Uni<Void> keep(KeptSession session, Instant now) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> forget(SecretHash token) {
        return Uni.createFrom().voidItem();
    }

    private void show(Credential credential) {
        identification.of(credential, ADDRESS).subscribe().with(verdicts::add);
    }

    private static ProblemCode code(Verdict verdict) {
        return ((Refused) verdict).code();
    }

    @Test
    void many_requests_at_once_with_a_key_that_is_not_known_here_are_one_look() {
        ApiKey key = ApiKey.mint(random);
        kept.put(KeysInMemory.key(key));

        IntStream.range(0, 64).forEach(request -> show(new Credential.Key(key, false)));
        slow.complete(null);

        assertThat(verdicts).hasSize(64).allMatch(Good.class::isInstance);
        assertThat(kept.searches()).isEqualTo(1);
    }

    @Test
    void whoever_guesses_is_not_looked_up_any_more_after_a_few() {
        slow.complete(null);

        IntStream.range(0, GUESSES + 1).forEach(guess -> show(new Credential.Key(ApiKey.mint(random), false)));

        assertThat(verdicts.subList(0, GUESSES)).allMatch(verdict -> code(verdict) == ProblemCode.KEY_UNKNOWN);
        assertThat(code(verdicts.get(GUESSES))).isEqualTo(ProblemCode.TOO_MANY_ATTEMPTS);
        assertThat(kept.searches()).isEqualTo(GUESSES);
    }

    @Test
    void a_page_that_was_signed_in_a_moment_ago_guesses_nothing_however_many_others_guess_behind_its_address() {
        slow.complete(null);
        ApiKey key = ApiKey.mint(random);
        SessionToken page = SessionToken.mint(random);
        session = Optional.of(new KeptSession(
                page.hash(),
                kept.put(KeysInMemory.key(key)).caller(),
                clock.instant().plusSeconds(3_600)));
        show(new Credential.Session(page));
        IntStream.range(0, GUESSES).forEach(guess -> show(new Credential.Session(SessionToken.mint(random))));
        clock.advance(Duration.ofSeconds(3));

        show(new Credential.Session(page));
        session = Optional.empty();
        clock.advance(Duration.ofSeconds(3));
        show(new Credential.Session(page));

        assertThat(verdicts.get(0)).isInstanceOf(Good.class);
        assertThat(verdicts.get(GUESSES + 1)).isInstanceOf(Good.class);
        assertThat(code(verdicts.get(GUESSES + 2))).isEqualTo(ProblemCode.KEY_UNKNOWN);
    }
}
