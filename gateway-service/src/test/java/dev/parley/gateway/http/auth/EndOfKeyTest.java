package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Issuer;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.key.SecretHash;
import dev.parley.gateway.session.KeptSessions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is open under a key when the key ends: it ends too, and says why. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
@Timeout(30)
class EndOfKeyTest extends GuardedGateway {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String RECORD = "{\"message\":{\"content\":\"a\"},\"done\":false}\n";
    private static final String EVENT = "data: {\"choices\":[]}\n\n";
    private static final String EVENTS = CONVERSATION + "/events";
    private static final String WITHHELD = "/internal/payers/withheld/";

    private final Scripted router = Behind.router();
    private final Scripted orchestrator = Behind.orchestrator();

    @Inject
    Visits visits;

    @Inject
    KeptSessions sessions;

    @AfterEach
    void nothing_is_left_open() {
        await().until(() -> visits.count() == 0 && router.open() == 0 && orchestrator.open() == 0);
    }

    private static void answerForEver(Scripted service, String methodAndPath, String type, String first) {
        service.on(
                methodAndPath,
                (asked, response) -> response.putHeader("Content-Type", type)
                        .putHeader("X-Parley-Model", "m:latest")
                        .setChunked(true)
                        .write(first));
    }

    private HttpResponse<InputStream> open(String method, String path, String body, String credential)
            throws Exception {
        return http.send(
                request(method, path, BodyPublishers.ofString(body), bearer(credential)), BodyHandlers.ofInputStream());
    }

    /** All the rest, which must end soon. */
    private static String rest(HttpResponse<InputStream> answer, Duration within) {
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                return broken.toString();
            }
        });
        await().atMost(within).until(read::isDone);
        return read.join();
    }

    @Test
    void an_answer_of_a_model_ends_with_a_line_that_says_so_and_what_it_took_is_counted() throws Exception {
        answerForEver(router, "POST /api/chat", "application/x-ndjson", RECORD + RECORD);
        String key = key("north", "inference");
        HttpResponse<InputStream> answer = open("POST", "/api/chat", CHAT, key);
        answer.body().readNBytes((RECORD + RECORD).length());

        takeBack(id(key));

        assertThat(rest(answer, TWO_SECONDS))
                .isEqualTo("{\"error\":\"The key has been revoked.\",\"code\":\"key-revoked\"}\n");
        await().until(() -> router.open() == 0);
        await().untilAsserted(() -> assertThat(
                        json(get("/api/usage?key=" + id(key), bearer(BOOTSTRAP)).body())
                                .at("/models/0/tokens")
                                .asInt())
                .isEqualTo(2));
    }

    @Test
    void an_answer_in_openai_s_words_ends_in_them() throws Exception {
        answerForEver(router, "POST /v1/chat/completions", "text/event-stream", EVENT);
        String key = key("local", "inference");
        HttpResponse<InputStream> answer = open("POST", "/v1/chat/completions", CHAT, key);
        answer.body().readNBytes(EVENT.length());

        takeBack(id(key));

        String last = rest(answer, TWO_SECONDS);
        assertThat(last).startsWith("data: {").endsWith("\n\n");
        assertThat(json(last.substring(6)).at("/error/code").asText()).isEqualTo("key-revoked");
        assertThat(json(last.substring(6)).at("/error/type").asText()).isEqualTo("authentication_error");
    }

    @Test
    void an_answer_that_has_not_begun_is_refused() {
        router.on("POST /api/chat", (asked, response) -> {});
        String key = key("local", "inference");
        CompletableFuture<HttpResponse<String>> waiting = http.sendAsync(
                request("POST", "/api/chat", BodyPublishers.ofString(CHAT), bearer(key)), BodyHandlers.ofString());
        await().until(() -> router.open() == 1);

        takeBack(id(key));

        await().atMost(TWO_SECONDS).until(waiting::isDone);
        assertThat(waiting.join().statusCode()).isEqualTo(401);
        assertThat(code(waiting.join())).isEqualTo("key-revoked");
    }

    @Test
    void events_of_a_conversation_end_with_one_that_says_so() throws Exception {
        answerForEver(orchestrator, "GET " + EVENTS, "text/event-stream", ": here\n\n");
        String key = key("local", "conversations");
        HttpResponse<InputStream> answer = open("GET", EVENTS, "", key);
        answer.body().readNBytes(": here\n\n".length());

        takeBack(id(key));

        String last = rest(answer, TWO_SECONDS);
        assertThat(last).startsWith("event: error\ndata: {");
        assertThat(json(last.substring("event: error\ndata: ".length()))
                        .get("code")
                        .asText())
                .isEqualTo("key-revoked");
    }

    @Test
    void a_viewer_s_socket_is_closed_for_good_and_told_why() {
        orchestrator.on("GET " + CONVERSATION, 200, JSON, Golden.json("conversation.full"));
        answerForEver(orchestrator, "GET " + EVENTS, "text/event-stream", ": here\n\n");
        String key = key("local", "conversations");
        List<String> frames = new CopyOnWriteArrayList<>();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(uri("/").getHost())
                .setPort(uri("/").getPort())
                .setURI("/ws/conversations/" + ID)
                .addHeader("Authorization", "Bearer " + key);
        WebSocket socket =
                Scripted.await(orchestrator.vertx().createWebSocketClient().connect(options));
        socket.textMessageHandler(frames::add);
        await().until(() -> visits.count() == 1 && orchestrator.open() == 1);

        takeBack(id(key));

        await().atMost(TWO_SECONDS).until(() -> socket.isClosed() && socket.closeStatusCode() != null);
        assertThat(json(frames.get(frames.size() - 1)).get("code").asText()).isEqualTo("key-revoked");
        assertThat(socket.closeStatusCode()).isEqualTo((short) 1008);
        assertThat(socket.closeReason()).isEqualTo("key-revoked");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_page_has_open_ends_when_it_signs_out_here_or_at_another_replica(boolean here) throws Exception {
        answerForEver(orchestrator, "GET " + EVENTS, "text/event-stream", ": here\n\n");
        String key = key("local", "conversations");
        String cookie = signIn(key);
        HttpResponse<InputStream> page = events("Cookie", cookie);
        HttpResponse<InputStream> program = events(bearer(key));

        if (here) {
            send("DELETE", "/api/session", BodyPublishers.noBody(), "Cookie", cookie);
        } else {
            SecretHash token = SecretHash.of(cookie.substring(cookie.indexOf('=') + 1));
            sessions.forget(token).await().atMost(TWO_SECONDS);
        }

        assertThat(rest(page, TWO_SECONDS)).startsWith("event: error\n").contains("\"code\":\"session-ended\"");
        assertThat(visits.count()).isEqualTo(1);
        takeBack(id(key));
        rest(program, TWO_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_orchestrator_is_told_that_the_key_pays_no_longer(boolean revoked) {
        // Keys of other tests have ended, too: were they refused, nobody would be told while the circuit is open.
        Stream.of("key-revoked", "key-expired")
                .forEach(why -> orchestrator.on(
                        "POST " + WITHHELD + why,
                        (asked, response) -> response.setStatusCode(204).end()));
        String path = WITHHELD + (revoked ? "key-revoked" : "key-expired");
        String key = handOut("\"name\":\"payer\",\"tenant\":\"north\",\"scopes\":[\"conversations\"]"
                        + (revoked ? "" : ",\"expires_in_seconds\":1"))
                .get("key")
                .asText();

        if (revoked) {
            takeBack(id(key));
        }

        await().until(() -> orchestrator.asked(path).stream()
                .map(GuardedGateway::caller)
                .filter(payer -> payer.get("sub").asText().equals(id(key)))
                .anyMatch(payer -> payer.get("tenant").asText().equals("north")));
    }

    private String signIn(String key) {
        HttpResponse<String> signedIn = post("/api/session", "", bearer(key));
        return header(signedIn, "Set-Cookie").split(";", 2)[0];
    }

    private HttpResponse<InputStream> events(String... headers) throws Exception {
        HttpResponse<InputStream> answer =
                http.send(request("GET", EVENTS, BodyPublishers.noBody(), headers), BodyHandlers.ofInputStream());
        answer.body().readNBytes(": here\n\n".length());
        return answer;
    }

    @Test
    void a_stream_of_task_chat_ends_with_a_line_that_says_so() throws Exception {
        answerForEver(router, "POST /api/chat", "application/x-ndjson", RECORD);
        String key = key("local", "inference");
        String first = "{\"response\":\"a\",\"done\":false}\n";
        HttpResponse<InputStream> answer = open("POST", "/api/chat", "{\"message\":\"hello\",\"stream\":true}", key);
        answer.body().readNBytes(first.length());

        takeBack(id(key));

        assertThat(rest(answer, TWO_SECONDS))
                .isEqualTo("{\"error\":\"The key has been revoked.\",\"code\":\"key-revoked\"}\n");
    }

    @Test
    void a_chat_socket_is_closed_for_good_with_all_that_was_asked_over_it() {
        answerForEver(router, "POST /api/chat", "application/x-ndjson", RECORD);
        String key = key("local", "inference");
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(uri("/").getHost())
                .setPort(uri("/").getPort())
                .setURI("/ws/chat")
                .addHeader("Authorization", "Bearer " + key);
        WebSocket socket = Scripted.await(router.vertx().createWebSocketClient().connect(options));
        socket.writeTextMessage("{\"id\":1,\"message\":\"hello\"}");
        await().until(() -> visits.count() == 2 && router.open() == 1);

        takeBack(id(key));

        await().atMost(TWO_SECONDS).until(() -> socket.isClosed() && socket.closeStatusCode() != null);
        assertThat(socket.closeStatusCode()).isEqualTo((short) 1008);
        assertThat(socket.closeReason()).isEqualTo("key-revoked");
    }

    @Test
    void an_answer_ends_when_its_key_expires() throws Exception {
        answerForEver(router, "POST /api/chat", "application/x-ndjson", RECORD);
        String key = handOut("\"name\":\"brief\",\"scopes\":[\"inference\"],\"expires_in_seconds\":2")
                .get("key")
                .asText();
        HttpResponse<InputStream> answer = open("POST", "/api/chat", CHAT, key);
        answer.body().readNBytes(RECORD.length());

        assertThat(rest(answer, Duration.ofSeconds(4))).contains("\"code\":\"key-expired\"");
    }

    /** No earlier than the same token would be refused: else its bearer would be let in again at once. */
    @Test
    void an_answer_to_the_bearer_of_a_token_ends_with_the_token_the_difference_between_clocks_included()
            throws Exception {
        PublicJsonWebKey signing = Issuer.ec("short-lived");
        Issuer.publish(signing);
        answerForEver(router, "POST /api/chat", "application/x-ndjson", RECORD);
        String good = Issuer.token(signing, "ES256", Issuer.claims(claims -> {}));
        await().until(() -> get("/api/usage", fromNewAddress(bearer(good))).statusCode() == 200);
        NumericDate passed = NumericDate.now();
        passed.addSeconds(-27);
        String token = Issuer.token(signing, "ES256", Issuer.claims(claims -> {
            claims.setIssuedAt(NumericDate.fromSeconds(passed.getValue() - 60));
            claims.setExpirationTime(passed);
        }));
        HttpResponse<InputStream> answer = open("POST", "/api/chat", CHAT, token);
        answer.body().readNBytes(RECORD.length());

        assertThat(rest(answer, Duration.ofSeconds(6))).contains("\"code\":\"key-expired\"");
        assertThat(code(post("/api/chat", CHAT, fromNewAddress(bearer(token))))).isEqualTo("token-invalid");
    }
}
