package dev.parley.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.time.SettableClock;
import dev.parley.transport.edge.CallerToken.NotAccepted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one service says of a caller is believed by the one it was said to, for a minute, and by nobody else. */
class CallerTokenTest {

    private static final String SECRET = "a-secret-of-two-services";
    private static final String OTHER_SECRET = "a-secret-of-two-others";
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Caller CALLER =
            new Caller("town-hall", "abcdef123456", Set.of(Scope.INFERENCE), List.of("llama3.2", "qwen*"));

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00.900Z");
    private final Edge edge = new Edge("gateway", "router", SECRET, clock);
    private final AcceptedSecret accepted = new AcceptedSecret(new EdgeSecret("gateway", SECRET));

    @Test
    void a_caller_arrives_as_it_was_sent() throws Exception {
        Caller everyModel = Caller.of("local", "anonymous", Set.of(Scope.values()));

        assertThat(read(edge.sign(CALLER))).isEqualTo(CALLER);
        assertThat(read(edge.sign(everyModel))).isEqualTo(everyModel);
    }

    @Test
    void it_says_who_said_it_to_whom_and_how_long_it_holds() {
        String payload = payloadOf(edge.sign(CALLER));

        assertThat(payload)
                .isEqualTo("{\"iss\":\"gateway\",\"aud\":\"router\",\"sub\":\"abcdef123456\",\"tenant\":\"town-hall\","
                        + "\"scopes\":[\"inference\"],\"models\":[\"llama3.2\",\"qwen*\"],"
                        + "\"iat\":1795161600,\"exp\":1795161660}");
    }

    /** The local stack writes this token by itself; the same letters are in its own test. */
    @Test
    void the_bytes_between_two_services_do_not_drift() {
        assertThat(edge.sign(Caller.of("local", "local-stack", Set.of(Scope.ADMIN))))
                .isEqualTo("eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJnYXRld2F5IiwiYXVkIjoicm91dGVyIiwic3ViIjoibG9jYWwtc3RhY2siL"
                        + "CJ0ZW5hbnQiOiJsb2NhbCIsInNjb3BlcyI6WyJhZG1pbiJdLCJpYXQiOjE3OTUxNjE2MDAsImV4cCI6MTc5NTE2MTY"
                        + "2MH0.iqa3r_Anzx2Ser8xS0pvxn4JmW3jGC5-2AoqLWzjcCk");
    }

    @Test
    void what_is_for_another_service_is_refused() {
        String toOrchestrator = new Edge("gateway", "orchestrator", SECRET, clock).sign(CALLER);

        assertThat(refusalOf(toOrchestrator)).contains("another service");
    }

    @Test
    void what_another_service_has_written_is_refused() {
        String fromIdeas = new Edge("ideas", "router", SECRET, clock).sign(CALLER);

        assertThat(refusalOf(fromIdeas)).contains("another service has written");
    }

    @Test
    void what_is_signed_with_the_secret_of_another_edge_is_refused() {
        String other = new Edge("gateway", "router", OTHER_SECRET, clock).sign(CALLER);

        assertThat(refusalOf(other)).contains("not signed");
    }

    @Test
    void it_holds_for_a_minute_and_the_clocks_difference() throws Exception {
        String token = edge.sign(CALLER);
        clock.advance(Duration.ofSeconds(88));
        assertThat(read(token)).isEqualTo(CALLER);

        clock.advance(Duration.ofSeconds(3));

        assertThat(refusalOf(token)).contains("expired");
        assertThat(refusalBy(new AcceptedSecret(new EdgeSecret("gateway", SECRET)), token))
                .contains("expired");
    }

    @Test
    void what_comes_from_further_in_the_future_than_clocks_differ_is_refused() throws Exception {
        clock.advance(Duration.ofSeconds(31));
        String token = edge.sign(CALLER);
        clock.advance(Duration.ofSeconds(-31));
        assertThat(refusalOf(token)).contains("not valid yet");

        clock.advance(Duration.ofSeconds(2));

        assertThat(read(token)).isEqualTo(CALLER);
    }

    @Test
    void a_token_that_gives_itself_a_longer_life_has_none() throws Exception {
        String eternal = signed("HS256", claims("\"iat\":1795161600,\"exp\":1895161600"));
        assertThat(read(eternal).tenant()).isEqualTo("local");

        clock.advance(Duration.ofSeconds(91));

        assertThat(refusalOf(eternal)).isNotEmpty();
    }

    @Test
    void nobody_signs_by_not_signing() throws Exception {
        String payload = edge.sign(CALLER).split("\\.")[1];
        String unsigned = base64("{\"alg\":\"none\"}") + "." + payload + ".";

        assertThat(refusalOf(unsigned)).contains("not signed");
        assertThat(refusalOf(signed("HS512", claims("\"iat\":1795161600,\"exp\":1795161660"))))
                .contains("not signed");
    }

    @Test
    void another_tenant_in_a_signed_token_is_refused() {
        String[] parts = edge.sign(CALLER).split("\\.");
        String tampered = base64(payloadOf(edge.sign(CALLER)).replace("town-hall", "tavern"));

        assertThat(refusalOf(parts[0] + "." + tampered + "." + parts[2])).contains("not signed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iat\":1795161600",
                "\"exp\":1795161660",
                "\"iat\":1795161600,\"exp\":1795161660,\"tenant\":\"no tenant\"",
                "\"iat\":1795161600,\"exp\":1795161660,\"scopes\":null",
                "\"iat\":1795161600,\"exp\":1795161660,\"scopes\":[\"everything\"]",
            })
    void a_signed_token_that_lacks_what_it_must_say_is_refused(String wrong) throws Exception {
        assertThat(refusalOf(signed("HS256", claims(wrong)))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "{\"tenant\":\"local\",\"key\":\"k\",\"scopes\":[]}", "a.b.c", "a.b.c.d.e"})
    void what_is_no_token_is_refused(String text) {
        assertThat(refusalOf(text)).isNotEmpty();
    }

    @Test
    void the_key_of_tokens_is_not_the_secret_itself() {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payloadOf(edge.sign(CALLER)));
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKey(new HmacKey((SECRET + SECRET).getBytes(StandardCharsets.UTF_8)));
        signature.setDoKeyValidation(false);

        assertThat(refusalOf(assertDoes(signature))).contains("not signed");
    }

    @Test
    void a_caller_is_signed_anew_only_after_twenty_seconds() {
        String first = edge.sign(CALLER);
        clock.advance(Duration.ofSeconds(19));
        assertThat(edge.sign(CALLER)).isSameAs(first);

        clock.advance(Duration.ofSeconds(1));
        String second = edge.sign(CALLER);

        assertThat(second).isNotEqualTo(first);
        clock.advance(Duration.ofMinutes(-5));
        assertThat(edge.sign(CALLER)).isNotEqualTo(second);
    }

    @Test
    void no_refusal_tells_a_word_of_the_token_or_the_secret() {
        String token = new Edge("gateway", "router", OTHER_SECRET, clock).sign(CALLER);

        assertThatThrownBy(() -> read(token))
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining(token.substring(0, 10))
                .hasMessageNotContaining("town-hall");
    }

    private Caller read(String token) throws NotAccepted {
        return accepted.caller(token, "router", clock.instant(), SKEW);
    }

    private String refusalOf(String token) {
        return refusalBy(accepted, token);
    }

    private String refusalBy(AcceptedSecret secret, String token) {
        return catchThrowableOfType(NotAccepted.class, () -> secret.caller(token, "router", clock.instant(), SKEW))
                .reason();
    }

    private static String claims(String more) {
        return "{\"iss\":\"gateway\",\"aud\":\"router\",\"sub\":\"k\""
                + (more.contains("tenant") ? "" : ",\"tenant\":\"local\"")
                + (more.contains("scopes") ? "" : ",\"scopes\":[]") + "," + more + "}";
    }

    private static String signed(String algorithm, String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(payload);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setKey(CallerToken.keyFrom(SECRET));
        signature.setDoKeyValidation(false);
        return assertDoes(signature);
    }

    private static String assertDoes(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String payloadOf(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
