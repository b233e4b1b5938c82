package dev.parley.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Issuer;
import dev.parley.testkit.time.SettableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class IssuedTokensTest {

    private static final PublicJsonWebKey FIRST = Issuer.ec("first");
    private static final PublicJsonWebKey SECOND = Issuer.ec("second");
    private static final KnownSigningKeys.Bounds BOUNDS =
            new KnownSigningKeys.Bounds(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final SettableClock clock = SettableClock.at(Instant.now());
    private final Published issuer = new Published();
    private final KnownSigningKeys keys = new KnownSigningKeys(issuer, BOUNDS, clock);
    private final IssuedTokens tokens = new IssuedTokens(
            new IssuedTokens.Terms(Issuer.NAME, Issuer.AUDIENCE, Duration.ofSeconds(30)),
            new Claims("tenant", "scope"),
            keys,
            clock);

    /** What the issuer publishes, and how often it was read. */
    private static final class Published implements SigningKeys {
        private List<PublicJsonWebKey> keys = List.of(FIRST);
        private boolean away;
        private int read;

        @Override
        public Uni<List<PublicJsonWebKey>> read() {
            read++;
            return away
                    ? Uni.createFrom().failure(new IOException("away"))
                    : Uni.createFrom().item(keys);
        }
    }

    private static String token(PublicJsonWebKey key) {
        return Issuer.token(key, "ES256", Issuer.claims(claims -> claims.setExpirationTimeMinutesInTheFuture(600)));
    }

    private TokenVerdict judge(String token) {
        return tokens.judge(token)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertCompleted()
                .getItem();
    }

    @Test
    void a_key_is_read_once_and_known_from_then_on() {
        assertThat(tokens.judgeAtOnce(token(FIRST))).isEmpty();

        judge(token(FIRST));

        assertThat(tokens.judgeAtOnce(token(FIRST))).get().isInstanceOf(TokenVerdict.Good.class);
        judge(token(FIRST));
        assertThat(issuer.read).isEqualTo(1);
    }

    @Test
    void a_new_key_is_read_when_a_token_names_it_but_no_more_often_than_bearable() {
        judge(token(FIRST));
        issuer.keys = List.of(FIRST, SECOND);

        TokenVerdict early = judge(token(SECOND));
        clock.advance(Duration.ofSeconds(10));
        TokenVerdict late = judge(token(SECOND));
        judge(token(Issuer.ec("third")));

        assertThat(early)
                .isInstanceOfSatisfying(
                        TokenVerdict.Wrong.class,
                        wrong -> assertThat(wrong.detail()).startsWith("kid:"));
        assertThat(late).isInstanceOf(TokenVerdict.Good.class);
        assertThat(issuer.read).isEqualTo(2);
    }

    @Test
    void a_withdrawn_key_stops_counting_with_the_next_refresh() {
        judge(token(FIRST));
        issuer.keys = List.of(SECOND);
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));

        judge(token(FIRST));

        assertThat(judge(token(FIRST))).isInstanceOf(TokenVerdict.Wrong.class);
    }

    @Test
    void while_the_issuer_is_away_its_keys_count_for_a_time() {
        judge(token(FIRST));
        issuer.away = true;

        clock.advance(Duration.ofMinutes(20));
        assertThat(judge(token(FIRST))).isInstanceOf(TokenVerdict.Good.class);
        clock.advance(Duration.ofSeconds(11));

        tokens.judge(token(FIRST))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .assertFailedWith(IssuerAway.class);
    }

    @Test
    void the_bearer_is_known_by_a_number_and_not_by_name() {
        JwtClaims claims = Issuer.claims(said -> said.setSubject("jane.doe@editorial.example"));

        TokenVerdict verdict = judge(Issuer.token(FIRST, "ES256", claims));

        assertThat(verdict).isInstanceOfSatisfying(TokenVerdict.Good.class, good -> {
            assertThat(good.caller().key()).matches("jwt:[0-9a-f]{16}");
            assertThat(good.caller().tenant()).isEqualTo("editorial");
            assertThat(good.caller().scopes()).hasSize(2);
        });
    }

    @Test
    void scopes_may_be_a_list() {
        JwtClaims claims = Issuer.claims(said -> said.setStringListClaim("scope", "admin", "profile", "models:write"));

        TokenVerdict verdict = judge(Issuer.token(FIRST, "ES256", claims));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TokenVerdict.Good.class,
                        good -> assertThat(good.caller().scopes())
                                .extracting(Enum::name)
                                .containsExactly("MODELS_WRITE", "ADMIN"));
    }
}
