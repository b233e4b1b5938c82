package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.DeafClient;
import dev.parley.gateway.Pouring;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.conversation.OpenStreams;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConversationStreamsTest extends RunningGateway {

    private static final String EVENTS = CONVERSATION + "/events";
    private static final String STREAM =
            "id: 1.0\nevent: conversation.started\ndata: {\"type\":\"conversation.started\"}\n\n"
                    + ": keep-alive\n\n"
                    + "id: 2.0\nevent: conversation.completed\ndata: {\"type\":\"conversation.completed\"}\n\n";

    @Inject
    OpenStreams streams;

    private final Scripted orchestrator = Behind.orchestrator();

    @AfterEach
    void every_stream_is_given_back() {
        await().until(() -> streams.count() == 0 && orchestrator.open() == 0);
    }

    private static HttpServerResponse stream(HttpServerResponse response) {
        return response.putHeader("Content-Type", "text/event-stream").setChunked(true);
    }

    @Test
    void events_are_passed_on_byte_for_byte() {
        orchestrator.on("GET " + EVENTS, (asked, response) -> stream(response).end(STREAM));

        HttpResponse<String> answer = get(EVENTS);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("text/event-stream");
        assertThat(answer.body()).isEqualTo(STREAM);
    }

    @Test
    void the_head_comes_before_the_first_event_and_each_event_at_once() throws Exception {
        List<HttpServerResponse> open = new ArrayList<>();
        orchestrator.on("GET " + EVENTS, (asked, response) -> {
            stream(response).write("");
            open.add(response);
        });

        HttpResponse<InputStream> answer =
                http.send(request("GET", EVENTS, BodyPublishers.noBody()), BodyHandlers.ofInputStream());
        String event = "id: 1.0\nevent: round.started\ndata: {}\n\n";
        open.get(0).write(event);
        String read = new String(answer.body().readNBytes(event.length()), StandardCharsets.UTF_8);
        open.get(0).end();

        assertThat(read).isEqualTo(event);
        assertThat(answer.body().readAllBytes()).isEmpty();
    }

    @Test
    void the_place_where_a_viewer_left_is_passed_on() {
        orchestrator.on("GET " + EVENTS, (asked, response) -> stream(response).end(STREAM));

        get(EVENTS, "Last-Event-ID", "7.12");
        get(EVENTS + "?last_event_id=8.3");

        assertThat(orchestrator.asked(EVENTS))
                .extracting(asked -> asked.headers().get("Last-Event-ID"))
                .containsExactly("7.12", "8.3");
    }

    @Test
    void a_malformed_place_is_refused() {
        HttpResponse<String> header = get(EVENTS, "Last-Event-ID", "seven");
        HttpResponse<String> parameter = get(EVENTS + "?last_event_id=7.x");

        for (HttpResponse<String> answer : List.of(header, parameter)) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer.body()).get("code").asText()).isEqualTo("invalid-event-id");
        }
        assertThat(orchestrator.asked(EVENTS)).isEmpty();
    }

    @Test
    void an_unknown_conversation_is_told_as_the_orchestrator_tells_it() {
        String problem = "{\"type\":\"/errors#conversation-unknown\",\"status\":404,\"code\":\"conversation-unknown\"}";
        orchestrator.on("GET " + EVENTS, 404, PROBLEM, problem);

        HttpResponse<String> unknown = get(EVENTS);
        HttpResponse<String> impossible = get("/api/conversations/nope/events");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(header(unknown, "Content-Type")).startsWith(PROBLEM);
        assertThat(unknown.body()).isEqualTo(problem);
        assertThat(impossible.statusCode()).isEqualTo(404);
        assertThat(json(impossible.body()).get("code").asText()).isEqualTo("conversation-unknown");
    }

    @Test
    void an_orchestrator_that_is_away_is_told() {
        orchestrator.on("GET " + EVENTS, (asked, response) -> response.reset());

        HttpResponse<String> answer = get(EVENTS);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("service-unavailable");
    }

    @Test
    void another_method_is_refused() {
        HttpResponse<String> answer = post(EVENTS, "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).isEqualTo("GET");
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("method-not-allowed");
    }

    @Test
    void a_viewer_who_leaves_closes_the_stream_behind() throws Exception {
        orchestrator.on("GET " + EVENTS, (asked, response) -> stream(response).write(STREAM));
        HttpResponse<InputStream> answer =
                http.send(request("GET", EVENTS, BodyPublishers.noBody()), BodyHandlers.ofInputStream());
        await().until(() -> orchestrator.open() == 1);

        answer.body().close();

        await().until(() -> orchestrator.open() == 0);
    }

    @Test
    void a_gateway_that_goes_sends_its_viewers_elsewhere() throws Exception {
        orchestrator.on("GET " + EVENTS, (asked, response) -> stream(response).write(STREAM));
        HttpResponse<InputStream> answer =
                http.send(request("GET", EVENTS, BodyPublishers.noBody()), BodyHandlers.ofInputStream());
        answer.body().readNBytes(STREAM.length());

        streams.endAll();

        assertThatThrownBy(() -> answer.body().read()).isInstanceOf(IOException.class);
        await().until(() -> orchestrator.open() == 0);
    }

    @Test
    void one_viewer_more_than_may_be_is_sent_away() throws Exception {
        orchestrator.on("GET " + EVENTS, (asked, response) -> stream(response).write(STREAM));
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (int i = 0; i < Behind.MAX_STREAMS; i++) {
            open.add(http.send(request("GET", EVENTS, BodyPublishers.noBody()), BodyHandlers.ofInputStream()));
        }

        HttpResponse<String> answer = get(EVENTS);

        for (HttpResponse<InputStream> viewer : open) {
            viewer.body().close();
        }
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("too-many-streams");
        assertThat(header(answer, "Retry-After")).isNotEmpty();
    }

    @Test
    void a_viewer_who_reads_nothing_stops_the_stream_behind_and_is_cut() {
        Pouring pouring = new Pouring("id: 1.1\nevent: token\ndata: " + "x".repeat(16_000) + "\n\n");
        orchestrator.on("GET " + EVENTS, (asked, response) -> pouring.into(stream(response)));
        try (DeafClient viewer = DeafClient.get(uri(EVENTS))) {
            await().until(() -> pouring.left() > 0);

            await().until(() -> orchestrator.open() == 0);

            // What the sockets of this machine hold; without back-pressure it would be 400 MB.
            assertThat(pouring.left()).isLessThan(100_000_000L);
        }
    }

    @Test
    void an_export_is_passed_on_in_the_form_that_was_asked_for() {
        orchestrator.on(
                "GET " + CONVERSATION + "/export", 200, "text/plain; charset=utf-8", "[INFO] Idei noi adăugate: 3\n");

        HttpResponse<String> answer = get(CONVERSATION + "/export?format=txt");

        assertThat(answer.body()).isEqualTo("[INFO] Idei noi adăugate: 3\n");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(orchestrator.asked(CONVERSATION + "/export").get(0).uri()).endsWith("?format=txt");
    }
}
