package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Issuer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of an issuer that really signs them and publishes its keys over HTTP. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class TokensTest extends GuardedGateway {

    private static final PublicJsonWebKey RSA = Issuer.rsa("rsa");
    private static final PublicJsonWebKey EC = Issuer.ec("ec");
    private static final PublicJsonWebKey ED = Issuer.ed("ed");
    private static final AtomicInteger ISSUED = new AtomicInteger();

    @BeforeEach
    void publish() {
        Issuer.publish(RSA, EC, ED);
        Behind.router().on("GET /api/tags", 200, JSON, "{\"models\":[]}");
    }

    /** Until it is asked again, which it is not at once after an outage. */
    @AfterEach
    void comeBack() {
        Issuer.goAway(false);
        PublicJsonWebKey fresh = Issuer.ec("fresh-" + ISSUED.incrementAndGet());
        Issuer.publish(RSA, EC, ED, fresh);
        String token = Issuer.token(fresh, "ES256", Issuer.claims(claims -> {}));
        await().atMost(Duration.ofSeconds(20)).until(() -> ask(token).statusCode() == 200);
    }

    private HttpResponse<String> ask(String token) {
        return get("/api/tags", fromNewAddress(bearer(token)));
    }

    private static String detail(HttpResponse<String> answer) {
        return json(answer.body()).get("error").asText();
    }

    static Stream<Arguments> signatures() {
        return Stream.of(
                Arguments.of(RSA, "RS256"),
                Arguments.of(RSA, "PS256"),
                Arguments.of(EC, "ES256"),
                Arguments.of(ED, "EdDSA"));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void a_good_token_opens_what_it_says(PublicJsonWebKey key, String algorithm) {
        HttpResponse<String> answer = ask(Issuer.token(key, algorithm, Issuer.claims(claims -> {})));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(caller(Behind.router().asked("/api/tags").get(0))
                        .get("tenant")
                        .asText())
                .isEqualTo("editorial");
        assertThat(code(get("/api/keys", bearer(Issuer.token(key, algorithm, Issuer.claims(claims -> {}))))))
                .isEqualTo("scope-missing");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("iss", claims -> claims.setIssuer("https://another.example")),
                fault("iss", claims -> claims.unsetClaim("iss")),
                fault("aud", claims -> claims.setAudience("others")),
                fault("aud", claims -> claims.unsetClaim("aud")),
                fault("exp", claims -> claims.setExpirationTimeMinutesInTheFuture(-1)),
                fault("exp", claims -> claims.unsetClaim("exp")),
                fault("nbf", claims -> claims.setNotBefore(in(300))),
                fault("sub", claims -> claims.unsetClaim("sub")),
                fault("tenant", claims -> claims.unsetClaim("tenant")),
                fault("tenant", claims -> claims.setClaim("tenant", 7)),
                fault("tenant", claims -> claims.setStringClaim("tenant", "Not A Tenant")));
    }

    private static NumericDate in(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static Arguments fault(String claim, Consumer<JwtClaims> change) {
        return Arguments.of(claim, change);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_token_that_says_something_wrong_is_told_which_claim(String claim, Consumer<JwtClaims> change) {
        HttpResponse<String> answer = ask(Issuer.token(EC, "ES256", Issuer.claims(change)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("token-invalid");
        assertThat(detail(answer)).startsWith(claim);
    }

    @Test
    void each_bearer_may_use_what_bearers_may() {
        Behind.router().on("POST /api/chat", 200, "application/x-ndjson", "{\"done\":true}\n");
        String busy = Issuer.token(EC, "ES256", Issuer.claims(claims -> claims.setSubject("busy")));
        String other = Issuer.token(EC, "ES256", Issuer.claims(claims -> claims.setSubject("another")));

        List<Integer> answers = Stream.generate(() -> chat(busy))
                .limit(4)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(answers).containsExactly(200, 200, 200, 429);
        assertThat(chat(other).statusCode()).isEqualTo(200);
        assertThat(code(chat(busy))).isEqualTo("rate-limited");
    }

    private HttpResponse<String> chat(String token) {
        return post(
                "/api/chat",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                fromNewAddress(bearer(token)));
    }

    @Test
    void a_little_difference_between_clocks_is_overlooked() {
        JwtClaims claims = Issuer.claims(said -> {
            said.setIssuedAt(in(-600));
            said.setExpirationTime(in(-10));
        });

        assertThat(ask(Issuer.token(EC, "ES256", claims)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        String payload = encoded(Issuer.claims(claims -> {}).toJson());

        for (String algorithm : List.of("none", "None", "NONE")) {
            HttpResponse<String> answer =
                    ask(encoded("{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa\"}") + "." + payload + ".");

            assertThat(code(answer)).isEqualTo("token-invalid");
            assertThat(detail(answer)).startsWith("alg");
        }
    }

    @Test
    void the_public_key_is_no_shared_secret() throws Exception {
        JsonWebSignature signed = new JsonWebSignature();
        signed.setPayload(Issuer.claims(claims -> {}).toJson());
        signed.setKeyIdHeaderValue("rsa");
        signed.setAlgorithmHeaderValue("HS256");
        signed.setKey(new HmacKey(RSA.getPublicKey().getEncoded()));

        HttpResponse<String> answer = ask(signed.getCompactSerialization());

        assertThat(code(answer)).isEqualTo("token-invalid");
        assertThat(detail(answer)).startsWith("alg");
    }

    @Test
    void weaker_and_unlisted_algorithms_are_refused() {
        assertThat(detail(ask(Issuer.token(RSA, "RS512", Issuer.claims(claims -> {})))))
                .startsWith("alg");
    }

    @Test
    void a_key_that_the_issuer_does_not_publish_opens_nothing() {
        HttpResponse<String> stranger = ask(Issuer.token(Issuer.ec("stranger"), "ES256", Issuer.claims(claims -> {})));
        HttpResponse<String> impostor = ask(Issuer.token(Issuer.ec("ec"), "ES256", Issuer.claims(claims -> {})));
        HttpResponse<String> confused = ask(Issuer.token(Issuer.ec("rsa"), "ES256", Issuer.claims(claims -> {})));

        assertThat(detail(stranger)).startsWith("kid");
        assertThat(detail(impostor)).startsWith("signature");
        assertThat(detail(confused)).startsWith("signature");
        assertThat(Stream.of(stranger, impostor, confused))
                .allSatisfy(answer -> assertThat(code(answer)).isEqualTo("token-invalid"));
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        String[] parts = Issuer.token(EC, "ES256", Issuer.claims(claims -> {})).split("\\.", -1);
        String more = encoded(
                Issuer.claims(claims -> claims.setStringClaim("scope", "admin")).toJson());

        HttpResponse<String> answer = ask(parts[0] + "." + more + "." + parts[2]);

        assertThat(detail(answer)).startsWith("signature");
    }

    @Test
    void while_the_issuer_is_away_known_keys_count_and_others_cannot_be_judged() {
        String good = Issuer.token(EC, "ES256", Issuer.claims(claims -> {}));
        assertThat(ask(good).statusCode()).isEqualTo(200);
        Issuer.goAway(true);

        HttpResponse<String> known = ask(good);
        HttpResponse<String> unknown = ask(Issuer.token(Issuer.ec("unheard-of"), "ES256", Issuer.claims(claims -> {})));

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(unknown.statusCode()).isIn(401, 503);
    }

    @Test
    void nobody_is_refused_while_an_issuer_rotates_its_keys_under_load() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        PublicJsonWebKey old = ED;
        PublicJsonWebKey before = EC;

        for (int rotation = 0; rotation < 8; rotation++) {
            PublicJsonWebKey next = Issuer.ec("rotation-" + rotation);
            // As issuers do: a key is published before it is used, and withdrawn when nobody can use it any more.
            answers.subList(0, Math.max(0, answers.size() - 25)).forEach(CompletableFuture::join);
            Issuer.publish(old, before, next, RSA);
            String first = Issuer.token(next, "ES256", Issuer.claims(claims -> {}));
            await().until(() -> ask(first).statusCode() == 200);
            for (int i = 0; i < 25; i++) {
                answers.add(begin(i % 2 == 0 ? before : next));
            }
            old = before;
            before = next;
        }

        assertThat(answers)
                .hasSize(200)
                .allSatisfy(answer -> assertThat(answer.join().statusCode())
                        .as(answer.join().body())
                        .isEqualTo(200));
        assertThat(Issuer.read()).isLessThan(60);
    }

    private CompletableFuture<HttpResponse<String>> begin(PublicJsonWebKey key) {
        String token = Issuer.token(key, "ES256", Issuer.claims(claims -> {}));
        return http.sendAsync(
                request("GET", "/api/tags", BodyPublishers.noBody(), fromNewAddress(bearer(token))),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
