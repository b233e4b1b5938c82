package dev.parley.simulatednode.fault;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static dev.parley.simulatednode.Requests.wholeChat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.RawClient.End;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that a client sees as a connection that is refused, silent, reset or closed. */
class BrokenConnectionTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @Test
    void f01_refuses_connections_until_it_is_taken_away_and_keeps_the_port() throws IOException {
        int port = extension.node().port();

        String fault = extension.node().fault("F01");

        assertThatThrownBy(() -> RawClient.connect(extension.node())).isInstanceOf(ConnectException.class);
        extension.node().clearFault(fault);
        assertThat(RawClient.get(extension.node(), "/").body()).isEqualTo("Ollama is running");
        assertThat(extension.node().port()).isEqualTo(port);
    }

    @Test
    void f01_closes_idle_connections_but_lets_a_stream_go_on() throws IOException {
        extension.node().set("burst", false);
        extension.node().set("tokens_per_second", 20);
        try (RawClient streaming = RawClient.connect(extension.node());
                RawClient idle = RawClient.connect(extension.node())) {
            idle.send("GET", "/", "");
            idle.answer();
            streaming.send("POST", CHAT, chat("one two three four"));
            streaming.line();

            extension.node().fault("F01");

            assertThat(idle.answer().end()).isEqualTo(End.CLOSED_EARLY);
            extension.node().clearFaults();
        }
    }

    @Test
    void f01_ends_by_itself_after_its_time() {
        extension.node().fault("F01;seconds=0.2");

        await().ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(RawClient.get(extension.node(), "/").status())
                                .isEqualTo(200));
        assertThat(extension.node().state().accepting()).isTrue();
    }

    @Test
    void f02_accepts_and_never_answers() throws IOException {
        extension.node().fault("F02");

        try (RawClient client = RawClient.connect(extension.node()).patience(300)) {
            client.send("POST", CHAT, chat("hi"));
            assertThat(client.answer()).returns(End.SILENT, Answer::end).returns(0, Answer::status);
        }
    }

    @Test
    void f03_sends_headers_late_but_all_of_the_answer() throws IOException {
        extension.node().fault("F03;seconds=0.4");
        long start = System.nanoTime();

        Answer streamed = RawClient.post(extension.node(), CHAT, chat("hi"));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat("hi"));

        assertThat(System.nanoTime() - start).isGreaterThan(800_000_000L);
        assertThat(streamed.lines()).hasSize(2);
        assertThat(whole.body()).contains("\"content\":\"hi\"");
    }

    @Test
    void f07_resets_before_any_header() throws IOException {
        extension.node().fault("F07");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("hi"));

        assertThat(answer).returns(End.RESET, Answer::end).returns(0, Answer::status);
    }

    @Test
    void f08_resets_after_the_headers_and_before_a_record() throws IOException {
        extension.node().fault("F08");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat("hi"));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat("hi"));

        assertThat(streamed).returns(End.RESET, Answer::end).returns(200, Answer::status);
        assertThat(streamed.body()).isEmpty();
        assertThat(whole).returns(End.RESET, Answer::end).returns(200, Answer::status);
    }

    @Test
    void f08_resets_after_some_whole_records() throws IOException {
        extension.node().fault("F08;after=2");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("one two three four"));

        assertThat(answer.end()).isEqualTo(End.RESET);
        assertThat(answer.lines()).hasSize(2).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void f09_resets_inside_a_record() throws IOException {
        extension.node().fault("F09;after=2");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat("one two three four"));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat("one two three four"));

        assertThat(streamed.end()).isEqualTo(End.RESET);
        assertThat(streamed.lines()).hasSize(3);
        assertThat(streamed.lines().get(2)).startsWith("{\"model\"").doesNotEndWith("}");
        assertThat(whole.end()).isEqualTo(End.RESET);
        assertThat(whole.body()).startsWith("{\"model\"").doesNotEndWith("}");
    }

    @Test
    void f16_promises_more_bytes_than_come() throws IOException {
        extension.node().fault("F16;bytes=7");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat("hi"));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat("hi"));

        assertThat(streamed.end()).isEqualTo(End.CLOSED_EARLY);
        assertThat(whole.end()).isEqualTo(End.CLOSED_EARLY);
        assertThat(whole.header("Content-Length")).isEqualTo(String.valueOf(whole.bytes().length + 7));
    }

    @Test
    void f31_finishes_its_streams_and_refuses_what_is_new() throws IOException {
        extension.node().set("burst", false);
        extension.node().set("tokens_per_second", 4);
        try (RawClient streaming = RawClient.connect(extension.node())) {
            streaming.send("POST", CHAT, chat("one two three four five six"));
            await().until(() -> extension.node().state().openStreams() == 1);

            extension.node().fault("F31");

            assertThatThrownBy(() -> RawClient.connect(extension.node())).isInstanceOf(ConnectException.class);
            Answer answer = streaming.answer();
            assertThat(answer.end()).isEqualTo(End.CLEAN);
            assertThat(answer.lines().get(6)).contains("\"done\":true");
            streaming.send("GET", "/", "");
            assertThat(streaming.answer().end()).isIn(End.CLOSED_EARLY, End.RESET);
        }
    }

    @Test
    void f32_dies_in_mid_answer_and_comes_back_with_empty_memory() throws IOException {
        RawClient.post(extension.node(), "/api/embed", "{\"model\":\"all-minilm\",\"input\":\"x\"}");
        extension.node().fault("F32;after=1;seconds=0.3;times=1");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("one two three four"));

        assertThat(answer.end()).isEqualTo(End.RESET);
        assertThat(answer.lines()).hasSize(1);
        assertThatThrownBy(() -> RawClient.connect(extension.node())).isInstanceOf(ConnectException.class);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                RawClient.get(extension.node(), "/api/ps").body())
                        .isEqualTo("{\"models\":[]}"));
    }

    @Test
    void f33_flaps() {
        extension.node().fault("F33;seconds=0.2;up=0.2");

        assertThat(extension.node().state().accepting()).isFalse();
        await().until(() -> extension.node().state().accepting());
        await().until(() -> !extension.node().state().accepting());
        await().until(() -> extension.node().state().accepting());
    }

    @Test
    void a_killed_node_resets_everybody_and_starts_again_on_its_port() throws IOException {
        try (RawClient client = RawClient.connect(extension.node())) {
            client.send("GET", "/", "");
            client.answer();

            extension.node().kill();

            assertThat(client.answer().end()).isIn(End.RESET, End.CLOSED_EARLY);
            assertThatThrownBy(() -> RawClient.connect(extension.node())).isInstanceOf(ConnectException.class);
        }
        extension.node().restart();
        assertThat(RawClient.get(extension.node(), "/").status()).isEqualTo(200);
    }
}
