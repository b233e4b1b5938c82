package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.DeafClient;
import dev.parley.gateway.Pouring;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.conversation.OpenStreams;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Task chat over a socket. The router of these tests keeps every answer open under what was said to it. */
@QuarkusTest
class ChatSocketTest extends RunningGateway {

    private static final String SOCKET = "/ws/chat";
    private static final String LAST = "{\"message\":{\"content\":\"\"},\"done\":true,\"eval_count\":2}\n";

    @Inject
    OpenStreams streams;

    private final Scripted router = Behind.router();
    private final Map<String, HttpServerResponse> answers = new ConcurrentHashMap<>();
    private WebSocketClient client;

    @BeforeEach
    void the_router_begins_to_answer() {
        client = router.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1_000_000));
        router.on("POST /api/chat", (asked, response) -> {
            String said = new JsonObject(asked.body())
                    .getJsonArray("messages")
                    .getJsonObject(0)
                    .getString("content");
            response.putHeader("Content-Type", "application/x-ndjson")
                    .putHeader("X-Parley-Model", "m:8b")
                    .setChunked(true)
                    .write(record("<" + said + ">"));
            answers.put(said, response);
        });
    }

    @AfterEach
    void everything_is_given_back() {
        Scripted.await(client.close());
        await().until(() -> streams.count() == 0 && router.open() == 0);
    }

    private static String record(String content) {
        return "{\"message\":{\"content\":\"" + content + "\"},\"done\":false}\n";
    }

    /** What came over a socket. */
    private record Seen(WebSocket socket, List<JsonNode> frames) {

        static Seen of(WebSocket socket) {
            List<JsonNode> frames = new CopyOnWriteArrayList<>();
            socket.textMessageHandler(frame -> frames.add(json(frame)));
            socket.exceptionHandler(broken -> {});
            return new Seen(socket, frames);
        }

        void ask(String id, String said, String more) {
            socket.writeTextMessage("{\"id\":\"" + id + "\",\"message\":\"" + said + "\"" + more + "}");
        }

        List<JsonNode> of(String id) {
            return frames.stream()
                    .filter(frame -> frame.path("id").asText().equals(id))
                    .toList();
        }

        JsonNode awaitType(String id, String type) {
            await().until(() -> of(id).stream()
                    .anyMatch(frame -> frame.path("type").asText().equals(type)));
            return of(id).get(of(id).size() - 1);
        }

        String text(String id) {
            return of(id).stream().map(frame -> frame.path("content").asText()).collect(Collectors.joining());
        }

        void awaitClose() {
            await().until(() -> socket.isClosed() && socket.closeStatusCode() != null);
        }
    }

    private Seen open(String... headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(uri("/").getHost())
                .setPort(uri("/").getPort())
                .setURI(SOCKET);
        for (int i = 0; i < headers.length; i += 2) {
            options.addHeader(headers[i], headers[i + 1]);
        }
        List<Seen> seen = new ArrayList<>();
        Scripted.await(client.connect(options).map(socket -> seen.add(Seen.of(socket))));
        return seen.get(0);
    }

    private HttpServerResponse answerTo(String said) {
        await().until(() -> answers.containsKey(said));
        return answers.get(said);
    }

    @Test
    void an_answer_comes_in_tokens_and_ends_with_who_gave_it() {
        Seen seen = open();

        seen.ask("a", "hello", ",\"task_type\":\"planning\",\"temperature\":0.1");
        answerTo("hello").end(record("there") + LAST);

        JsonNode done = seen.awaitType("a", "done");
        assertThat(seen.text("a")).isEqualTo("<hello>there");
        assertThat(seen.of("a").get(0).get("type").asText()).isEqualTo("token");
        assertThat(done.get("model").asText()).isEqualTo("m:8b");
        assertThat(done.get("task_type").asText()).isEqualTo("planning");
        assertThat(done.get("duration_ms").isIntegralNumber()).isTrue();
        assertThat(new JsonObject(router.asked("/api/chat").get(0).body()).getString("model"))
                .isEqualTo("task:planning");
    }

    @Test
    void several_answers_share_a_socket_and_are_told_apart() {
        Seen seen = open();

        seen.ask("a", "one", "");
        seen.socket()
                .writeTextMessage(
                        "{\"type\":\"chat\",\"id\":2,\"messages\":[{\"role\":\"user\",\"content\":\"two\"}]}");
        answerTo("two").end(record("2") + LAST);
        seen.awaitType("2", "done");
        answerTo("one").end(record("1") + LAST);
        seen.awaitType("a", "done");

        assertThat(seen.text("a")).isEqualTo("<one>1");
        assertThat(seen.text("2")).isEqualTo("<two>2");
        assertThat(seen.of("2").get(0).get("id").isInt()).isTrue();
    }

    @Test
    void what_is_cancelled_is_closed_behind_and_the_others_go_on() {
        Seen seen = open();
        seen.ask("a", "one", "");
        seen.ask("b", "two", "");
        answerTo("one");
        answerTo("two");

        seen.socket().writeTextMessage("{\"type\":\"cancel\",\"id\":\"a\"}");

        seen.awaitType("a", "cancelled");
        await().until(() -> router.open() == 1);
        answerTo("two").end(LAST);
        seen.awaitType("b", "done");
    }

    @Test
    void an_answer_that_breaks_off_is_an_error_under_its_id() {
        Seen seen = open();
        seen.ask("a", "one", "");
        await().until(() -> seen.text("a").equals("<one>"));

        answerTo("one").reset();

        JsonNode error = seen.awaitType("a", "error");
        assertThat(error.get("code").asText()).isEqualTo("node-failed");
        assertThat(seen.socket().isClosed()).isFalse();
    }

    @Test
    void what_is_not_understood_is_answered_and_the_socket_stays_open() {
        Seen seen = open();

        for (String frame : List.of(
                "make it so",
                "{\"message\":\"without an id\"}",
                "{\"id\":\"a\"}",
                "{\"id\":\"b\",\"messages\":[]}",
                "{\"id\":\"c\",\"type\":\"dance\"}",
                "{\"id\":\"d\",\"message\":\"m\",\"temperature\":9}")) {
            seen.socket().writeTextMessage(frame);
        }

        await().until(() -> seen.frames().size() == 6);
        assertThat(seen.frames())
                .allSatisfy(frame -> assertThat(frame.get("type").asText()).isEqualTo("error"))
                .extracting(frame -> frame.path("id").asText("-") + " "
                        + frame.get("code").asText() + " " + frame.path("field").asText("-"))
                .containsExactly(
                        "- malformed-body -",
                        "- malformed-body id",
                        "a malformed-body message",
                        "b malformed-body messages",
                        "c malformed-body type",
                        "d invalid-field temperature");
        assertThat(seen.socket().isClosed()).isFalse();
        assertThat(router.asked("/api/chat")).isEmpty();
    }

    @Test
    void no_more_than_may_be_are_under_way_on_a_socket_and_no_id_twice() {
        Seen seen = open();
        for (int i = 0; i < 8; i++) {
            seen.ask("r" + i, "m" + i, "");
            answerTo("m" + i);
        }

        seen.ask("r9", "one more", "");
        seen.ask("r0", "again", "");

        assertThat(seen.awaitType("r9", "error").get("code").asText()).isEqualTo("too-many-streams");
        assertThat(seen.awaitType("r0", "error").get("field").asText()).isEqualTo("id");
        assertThat(router.asked("/api/chat")).hasSize(8);
        answerTo("m0").end(LAST);
        seen.awaitType("r0", "done");
    }

    @Test
    void a_client_who_leaves_closes_all_that_it_asked_for() {
        Seen seen = open();
        seen.ask("a", "one", "");
        seen.ask("b", "two", "");
        answerTo("one");
        answerTo("two");

        seen.socket().close();

        await().until(() -> router.open() == 0 && streams.count() == 0);
    }

    @Test
    void a_gateway_that_goes_sends_its_clients_elsewhere() {
        Seen seen = open();
        seen.ask("a", "one", "");
        answerTo("one");

        streams.endAll();

        seen.awaitClose();
        assertThat(seen.socket().closeStatusCode()).isEqualTo((short) 1013);
        await().until(() -> router.open() == 0);
    }

    /** Takes seconds: the client's patience runs from when the sockets are full. */
    @Test
    void a_client_who_takes_nothing_is_cut_and_what_it_asked_for_is_closed() {
        Pouring pouring = new Pouring(record("x".repeat(16_000)));
        router.on(
                "POST /api/chat",
                (asked, response) -> pouring.into(response.putHeader("Content-Type", "application/x-ndjson")
                        .setChunked(true)));
        try (DeafClient client = DeafClient.socket(uri(SOCKET))) {
            client.say("{\"id\":\"a\",\"message\":\"one\"}");
            await().until(() -> pouring.left() > 0);

            await().until(() -> router.open() == 0 && streams.count() == 0);

            // What the sockets of this machine hold; without back-pressure it would be 400 MB.
            assertThat(pouring.left()).isLessThan(100_000_000L);
            assertThat(client.closeCode()).isEqualTo(1013);
        }
    }

    @Test
    void a_request_that_is_far_too_large_closes_the_socket() {
        Seen seen = open();

        seen.socket().writeFinalTextFrame("{\"id\":1,\"message\":\"" + "x".repeat(1_100_000) + "\"}");

        seen.awaitClose();
        assertThat(seen.socket().closeStatusCode()).isEqualTo((short) 1009);
    }

    @Test
    void a_page_of_another_site_gets_no_socket() {
        assertThatThrownBy(() -> open("Origin", "https://evil.example"))
                .hasRootCauseMessage("WebSocket upgrade failure: 403");
        assertThat(open("Origin", "http://" + authority()).socket().isClosed()).isFalse();
    }

    @Test
    void one_socket_more_than_may_be_is_sent_away() {
        for (int i = 0; i < Behind.MAX_STREAMS; i++) {
            open();
        }
        await().until(() -> streams.count() == Behind.MAX_STREAMS);

        assertThatThrownBy(this::open).hasRootCauseMessage("WebSocket upgrade failure: 503");
    }
}
