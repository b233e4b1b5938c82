package dev.parley.simulatednode.fault;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.V1_CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static dev.parley.simulatednode.Requests.v1Chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.RawClient.End;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that a client sees as another answer than the one it asked for, and states of the whole node. */
class CannedAnswerTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @Test
    void f17_is_a_500_with_a_text_that_is_the_nodes_fault() throws IOException {
        extension.node().fault("F17");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).startsWith("{\"error\":\"llama-server process has terminated");
        assertThat(RawClient.post(extension.node(), V1_CHAT, v1Chat("hi")).body())
                .startsWith("{\"error\":{\"message\":\"llama-server process has terminated");
    }

    @Test
    void f18_is_a_500_with_a_text_that_is_the_requests_fault() throws IOException {
        extension.node().fault("F18");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).startsWith("{\"error\":\"invalid format: ");
    }

    @Test
    void f19_is_unavailable_in_every_form() throws IOException {
        extension.node().fault("F19;status=503;retry=7;times=1");
        Answer json = RawClient.post(extension.node(), CHAT, chat("hi"));
        extension.node().fault("F19;status=502;body=html;times=1");
        Answer html = RawClient.post(extension.node(), CHAT, chat("hi"));
        extension.node().fault("F19;status=429;body=empty;times=1");
        Answer empty = RawClient.post(extension.node(), CHAT, chat("hi"));
        extension.node().fault("F19;status=503;body=text;text=overloaded;times=1");
        Answer text = RawClient.post(extension.node(), CHAT, chat("hi"));

        assertThat(json.status()).isEqualTo(503);
        assertThat(json.header("Retry-After")).isEqualTo("7");
        assertThat(json.body()).contains("server busy, please try again.  maximum pending requests exceeded");
        assertThat(html.status()).isEqualTo(502);
        assertThat(html.header("Content-Type")).isEqualTo("text/html");
        assertThat(html.body()).contains("<h1>502");
        assertThat(empty.status()).isEqualTo(429);
        assertThat(empty.bytes()).isEmpty();
        assertThat(text.body()).isEqualTo("overloaded");
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void f20_does_not_find_the_model_on_this_node() throws IOException {
        extension.node().fault("F20");

        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).body())
                .isEqualTo("{\"error\":\"model 'llama3.2' not found\"}");
        assertThat(RawClient.post(extension.node(), "/api/embed", "{\"model\":\"all-minilm\",\"input\":\"x\"}")
                        .body())
                .isEqualTo("{\"error\":\"model \\\"all-minilm\\\" not found, try pulling it first\"}");
    }

    @Test
    void f21_refuses_the_caller() throws IOException {
        extension.node().fault("F21;times=1");
        extension.node().fault("F21;status=403;at=1");

        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(401);
        extension.node().fault("F21;status=403");
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(403);
    }

    @Test
    void f24_redirects() throws IOException {
        extension.node().fault("F24;location=http://127.0.0.1:1/api/chat");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"));

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Location")).isEqualTo("http://127.0.0.1:1/api/chat");
    }

    @Test
    void f27_makes_the_catalogue_slow_or_fail_while_inference_works() throws IOException {
        extension.node().fault("F27;status=500;path=/api/tags");
        extension.node().fault("F27;seconds=0.3;path=/api/ps");
        long start = System.nanoTime();

        Answer ps = RawClient.get(extension.node(), "/api/ps");

        assertThat(System.nanoTime() - start).isGreaterThan(300_000_000L);
        assertThat(ps.status()).isEqualTo(200);
        assertThat(RawClient.get(extension.node(), "/api/tags").status()).isEqualTo(500);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void f28_hangs_in_inference_while_tags_are_fine() throws IOException {
        extension.node().fault("F28");

        assertThat(RawClient.get(extension.node(), "/api/tags").status()).isEqualTo(200);
        try (RawClient client = RawClient.connect(extension.node()).patience(300)) {
            client.send("POST", CHAT, chat("hi"));
            assertThat(client.answer().end()).isEqualTo(End.SILENT);
        }
    }

    @Test
    void f29_lives_in_another_time_and_calls_itself_oddly() throws IOException {
        extension.node().fault("F29;seconds=86400;text=v0.dev+build");

        Answer tomorrow = RawClient.get(extension.node(), "/api/version");

        assertThat(tomorrow.body()).isEqualTo("{\"version\":\"v0.dev+build\"}");
        java.time.Instant told = java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                tomorrow.header("Date"), java.time.Instant::from);
        assertThat(told).isAfter(java.time.Instant.now().plusSeconds(80_000));
    }

    @Test
    void f30_lists_a_model_that_it_does_not_find() throws IOException {
        extension.node().fault("F30;model=llama3.2");

        assertThat(RawClient.get(extension.node(), "/api/tags").body()).contains("llama3.2:latest");
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(404);
        assertThat(RawClient.post(extension.node(), "/api/embed", "{\"model\":\"all-minilm\",\"input\":\"x\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void f30_with_a_text_changes_the_digest_and_keeps_the_model() throws IOException {
        String digest = "f".repeat(64);
        extension.node().fault("F30;text=" + digest);

        assertThat(RawClient.get(extension.node(), "/api/tags").body()).contains(digest);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void f34_hangs_in_unloading_until_it_is_taken_away() throws IOException {
        RawClient.post(extension.node(), CHAT, chat("hi"));
        String fault = extension.node().fault("F34");

        assertThat(extension.node().state().loaded().get(0).expiresAt()).isBefore(java.time.Instant.now());
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("POST", CHAT, chat("hi"));
            await().until(() -> extension.node().state().loaded().get(0).waiting() == 1);
            extension.node().clearFault(fault);
            assertThat(client.answer().lines()).hasSize(2);
        }
    }

    @Test
    void a_fault_may_be_for_one_model_one_request_or_a_share_of_them() throws IOException {
        extension.node().fault("F17;model=llama3.2;at=2");
        extension.node().fault("F20;p=0");

        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(500);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void a_header_strikes_its_own_request_only() throws IOException {
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi"), "X-Sim-Fault: F19;status=502")
                        .status())
                .isEqualTo(502);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void a_tag_of_the_model_strikes_too_and_is_echoed() throws IOException {
        String body = chat("one two three").replace("llama3.2", "llama3.2:sim.F11.after.1.mode.echo");

        Answer answer = RawClient.post(extension.node(), CHAT, body);

        assertThat(answer.lines()).hasSize(2);
        assertThat(answer.lines().get(0)).contains("\"model\":\"llama3.2:sim.F11.after.1.mode.echo\"");
        assertThat(answer.lines().get(1)).startsWith("{\"error\":");
    }

    @Test
    void an_unreadable_knob_is_refused_by_name() throws IOException {
        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"), "X-Sim-Speed: 5");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("speed: unknown setting");
    }
}
