package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.DeafClient;
import dev.parley.gateway.Golden;
import dev.parley.gateway.Pouring;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.conversation.OpenStreams;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConversationSocketTest extends RunningGateway {

    private static final String EVENTS = CONVERSATION + "/events";
    private static final String SOCKET = "/ws/conversations/" + ID;

    @Inject
    OpenStreams streams;

    private final Scripted orchestrator = Behind.orchestrator();
    private final AtomicReference<HttpServerResponse> source = new AtomicReference<>();
    private WebSocketClient client;

    @BeforeEach
    void a_conversation_is_known_and_its_events_are_open() {
        client = orchestrator.vertx().createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1_000_000));
        orchestrator.on("GET " + CONVERSATION, 200, JSON, Golden.json("conversation.full"));
        orchestrator.on("GET " + EVENTS, (asked, response) -> {
            response.putHeader("Content-Type", "text/event-stream")
                    .setChunked(true)
                    .write(": keep-alive\n\n");
            source.set(response);
        });
    }

    @AfterEach
    void every_stream_is_given_back() {
        Scripted.await(client.close());
        await().until(() -> streams.count() == 0 && orchestrator.open() == 0);
    }

    /** What a viewer saw. */
    private record Seen(WebSocket socket, List<String> frames) {

        static Seen of(WebSocket socket) {
            List<String> frames = new CopyOnWriteArrayList<>();
            socket.textMessageHandler(frames::add);
            socket.exceptionHandler(broken -> {});
            return new Seen(socket, frames);
        }

        void awaitClose() {
            await().until(() -> socket.isClosed() && socket.closeStatusCode() != null);
        }
    }

    private Seen view(String path, String... headers) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(uri("/").getHost())
                .setPort(uri("/").getPort())
                .setURI(path);
        for (int i = 0; i < headers.length; i += 2) {
            options.addHeader(headers[i], headers[i + 1]);
        }
        // The handlers are set before the first frame is read.
        List<Seen> seen = new ArrayList<>();
        Scripted.await(client.connect(options).map(socket -> seen.add(Seen.of(socket))));
        return seen.get(0);
    }

    private HttpServerResponse source() {
        await().until(() -> source.get() != null);
        return source.get();
    }

    private static String event(String golden) {
        var json = Golden.tree("conversation-event." + golden);
        String id = json.has("id") ? "id: " + json.get("id").asText() + "\n" : "";
        return id + "event: " + json.get("type").asText() + "\ndata: " + json + "\n\n";
    }

    @Test
    void events_come_as_frames_with_the_marks_that_viewers_wait_for() {
        Seen viewer = view(SOCKET);

        source().write(event("turn-started") + event("token").substring(0, 20));
        source().write(event("token").substring(20) + event("thinking") + event("turn-completed"));
        source().end(event("conversation-completed"));

        viewer.awaitClose();
        assertThat(viewer.frames())
                .containsExactly(
                        Golden.json("conversation-event.turn-started"),
                        Golden.json("conversation-event.token"),
                        Golden.json("conversation-event.thinking"),
                        Golden.json("conversation-event.turn-completed"),
                        "{\"type\":\"turn_done\",\"turn\":1,\"id\":\"5.0\",\"timestamp\":\"2026-11-20T09:31:07.250Z\"}",
                        Golden.json("conversation-event.conversation-completed"),
                        "{\"type\":\"done\"}");
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1000);
    }

    @Test
    void a_viewer_goes_on_where_it_left() {
        view(SOCKET + "?last_event_id=4.12");

        source();

        assertThat(orchestrator.asked(EVENTS).get(0).headers().get("Last-Event-ID"))
                .isEqualTo("4.12");
    }

    @Test
    void a_stream_that_breaks_off_tells_where_to_go_on() {
        Seen viewer = view(SOCKET);

        source().write(event("turn-started") + event("token"));
        await().until(() -> viewer.frames().size() == 2);
        source().reset();

        viewer.awaitClose();
        String last = Golden.tree("conversation-event.token").get("id").asText();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1013);
        assertThat(viewer.socket().closeReason()).isEqualTo("last_event_id=" + last);
        assertThat(viewer.frames()).doesNotContain("{\"type\":\"done\"}");
    }

    @Test
    void ideas_that_are_told_after_the_end_do_not_undo_it() {
        Seen viewer = view(SOCKET);

        source().write(event("conversation-completed"));
        source().end(event("idea-new") + event("idea-repeated"));

        viewer.awaitClose();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1000);
        assertThat(viewer.frames()).hasSize(4).last().isEqualTo("{\"type\":\"done\"}");
    }

    @Test
    void a_viewer_who_comes_back_after_the_last_event_is_told_that_it_was_the_last() {
        Seen viewer = view(SOCKET + "?last_event_id=9.0");

        source().end();

        viewer.awaitClose();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1000);
        assertThat(viewer.frames()).containsExactly("{\"type\":\"done\"}");
    }

    @Test
    void a_stream_that_ends_before_its_conversation_is_not_taken_for_done() {
        orchestrator.on("GET " + CONVERSATION, 200, JSON, Golden.json("conversation.minimal"));
        Seen viewer = view(SOCKET);

        source().end(event("turn-started"));

        viewer.awaitClose();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1013);
        assertThat(viewer.frames()).hasSize(1);
    }

    @Test
    void a_place_that_never_was_is_refused_for_good() {
        orchestrator.on("GET " + EVENTS, 400, PROBLEM, "{\"status\":400,\"code\":\"invalid-event-id\"}");

        Seen viewer = view(SOCKET + "?last_event_id=999.0");

        viewer.awaitClose();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1008);
        assertThat(json(viewer.frames().get(0)).get("code").asText()).isEqualTo("invalid-event-id");
    }

    @Test
    void a_viewer_who_leaves_closes_the_stream_behind() {
        Seen viewer = view(SOCKET);
        source();

        viewer.socket().close();

        await().until(() -> orchestrator.open() == 0);
    }

    @Test
    void a_gateway_that_goes_sends_its_viewers_elsewhere() {
        Seen viewer = view(SOCKET);
        source().write(event("token"));
        await().until(() -> viewer.frames().size() == 1);

        streams.endAll();

        viewer.awaitClose();
        String last = Golden.tree("conversation-event.token").get("id").asText();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1013);
        assertThat(viewer.socket().closeReason()).isEqualTo("last_event_id=" + last);
    }

    @Test
    void control_frames_are_passed_on() {
        for (String what : List.of("pause", "resume", "stop")) {
            orchestrator.on("POST " + CONVERSATION + "/" + what, 200, JSON, Golden.json("conversation.full"));
        }
        Seen viewer = view(SOCKET);

        viewer.socket().writeTextMessage("{\"type\":\"pause\"}");
        viewer.socket().writeTextMessage("{\"type\":\"resume\"}");
        viewer.socket().writeTextMessage("{\"type\":\"stop\"}");

        await().until(() -> orchestrator.asked(CONVERSATION + "/stop").size() == 1);
        assertThat(orchestrator.asked(CONVERSATION + "/pause")).hasSize(1);
        assertThat(orchestrator.asked(CONVERSATION + "/resume")).hasSize(1);
        assertThat(viewer.frames()).isEmpty();
    }

    @Test
    void a_refused_control_frame_is_answered_with_its_code() {
        orchestrator.on(
                "POST " + CONVERSATION + "/pause",
                409,
                PROBLEM,
                "{\"title\":\"The conversation has ended; continue it first.\",\"status\":409,\"code\":\"conversation-ended\"}");
        Seen viewer = view(SOCKET);

        viewer.socket().writeTextMessage("{\"type\":\"pause\"}");

        await().until(() -> viewer.frames().size() == 1);
        assertThat(json(viewer.frames().get(0)).get("type").asText()).isEqualTo("error");
        assertThat(json(viewer.frames().get(0)).get("code").asText()).isEqualTo("conversation-ended");
        assertThat(viewer.socket().isClosed()).isFalse();
    }

    @Test
    void a_frame_that_is_not_understood_is_answered_and_the_socket_stays_open() {
        Seen viewer = view(SOCKET);

        viewer.socket().writeTextMessage("make it so");

        await().until(() -> viewer.frames().size() == 1);
        assertThat(json(viewer.frames().get(0)).get("code").asText()).isEqualTo("malformed-body");
        assertThat(viewer.socket().isClosed()).isFalse();
    }

    @Test
    void a_huge_frame_closes_the_socket() {
        Seen viewer = view(SOCKET);
        source();

        viewer.socket().writeFinalTextFrame("x".repeat(200_000));

        viewer.awaitClose();
        assertThat(viewer.socket().closeStatusCode()).isEqualTo((short) 1009);
    }

    /** Takes seconds: the viewer's patience runs from when the sockets are full. */
    @Test
    void a_viewer_who_takes_nothing_is_cut_and_the_stream_behind_is_closed() {
        Pouring pouring = new Pouring("id: 1.1\nevent: token\ndata: " + "x".repeat(16_000) + "\n\n");
        orchestrator.on(
                "GET " + EVENTS,
                (asked, response) -> pouring.into(
                        response.putHeader("Content-Type", "text/event-stream").setChunked(true)));
        try (DeafClient viewer = DeafClient.socket(uri(SOCKET))) {
            await().until(() -> pouring.left() > 0);

            await().until(() -> orchestrator.open() == 0 && streams.count() == 0);

            // What the sockets of this machine hold; without back-pressure it would be 400 MB.
            assertThat(pouring.left()).isLessThan(100_000_000L);
            assertThat(viewer.closeCode()).isEqualTo(1013);
        }
    }

    @Test
    void a_page_of_another_site_gets_no_socket_even_from_this_machine() {
        for (String origin : List.of("https://evil.example", "http://localhost:3000", "null")) {
            assertThatThrownBy(() -> view(SOCKET, "Origin", origin))
                    .hasRootCauseInstanceOf(UpgradeRejectedException.class)
                    .hasRootCauseMessage("WebSocket upgrade failure: 403");
        }
    }

    @Test
    void our_own_page_gets_its_socket() {
        Seen viewer = view(SOCKET, "Origin", "http://" + authority());

        assertThat(viewer.socket().isClosed()).isFalse();
    }

    @Test
    void what_cannot_be_viewed_is_refused_before_the_socket_opens() {
        String unknown = "00000000-0000-4000-8000-000000000000";
        orchestrator.on(
                "GET /api/conversations/" + unknown,
                404,
                PROBLEM,
                "{\"status\":404,\"code\":\"conversation-unknown\"}");

        assertThatThrownBy(() -> view("/ws/conversations/" + unknown))
                .hasRootCauseMessage("WebSocket upgrade failure: 404");
        assertThatThrownBy(() -> view("/ws/conversations/nope")).hasRootCauseMessage("WebSocket upgrade failure: 404");
        assertThatThrownBy(() -> view(SOCKET + "?last_event_id=seven"))
                .hasRootCauseMessage("WebSocket upgrade failure: 400");
    }

    @Test
    void one_viewer_more_than_may_be_is_sent_away() {
        for (int i = 0; i < Behind.MAX_STREAMS; i++) {
            view(SOCKET);
        }
        await().until(() -> streams.count() == Behind.MAX_STREAMS);

        assertThatThrownBy(() -> view(SOCKET)).hasRootCauseMessage("WebSocket upgrade failure: 503");
    }
}
