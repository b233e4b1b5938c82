package dev.parley.simulatednode.fault;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.V1_CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static dev.parley.simulatednode.Requests.v1Chat;
import static dev.parley.simulatednode.Requests.wholeChat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.RawClient.End;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.journal.ReceivedRequest.Outcome;
import dev.parley.simulatednode.settings.Mode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Faults that a client sees in the bytes of a body that comes. */
class BentBodyTest {

    private static final String WORDS = "one two three four";

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @Test
    void f04_sends_one_byte_at_a_time() throws IOException {
        extension.node().fault("F04;seconds=0.001");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat("hi"));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat("hi"));

        assertThat(streamed.chunks()).hasSizeGreaterThan(100).allMatch(chunk -> chunk.length() == 1);
        assertThat(streamed.lines()).hasSize(2);
        assertThat(whole.body()).endsWith("}");
    }

    @Test
    void f05_stalls_after_some_records_and_goes_on() throws IOException {
        extension.node().fault("F05;after=2;seconds=0.4");
        long start = System.nanoTime();

        Answer streamed = RawClient.post(extension.node(), CHAT, chat(WORDS));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat(WORDS));

        assertThat(System.nanoTime() - start).isGreaterThan(800_000_000L);
        assertThat(streamed.end()).isEqualTo(End.CLEAN);
        assertThat(streamed.lines()).hasSize(5);
        assertThat(whole.body()).contains(WORDS);
    }

    @Test
    void f06_stalls_after_some_records_for_ever() throws IOException {
        extension.node().fault("F06;after=2");

        try (RawClient client = RawClient.connect(extension.node()).patience(400)) {
            client.send("POST", CHAT, chat(WORDS));
            Answer answer = client.answer();
            assertThat(answer.end()).isEqualTo(End.SILENT);
            assertThat(answer.lines()).hasSize(2);
        }
    }

    @Test
    void f06_stalls_before_the_first_record_too() throws IOException {
        extension.node().fault("F06;after=0");

        try (RawClient client = RawClient.connect(extension.node()).patience(400)) {
            client.send("POST", CHAT, chat(WORDS));
            assertThat(client.answer()).returns(End.SILENT, Answer::end).returns("", Answer::body);
        }
    }

    @Test
    void f05_stalls_before_the_first_record_and_goes_on() throws IOException {
        extension.node().fault("F05;after=0;seconds=0.4");
        long start = System.nanoTime();

        Answer answer = RawClient.post(extension.node(), CHAT, chat(WORDS));

        assertThat(System.nanoTime() - start).isGreaterThan(400_000_000L);
        assertThat(answer.lines()).hasSize(5);
    }

    @Test
    void f10_ends_properly_without_a_terminal_record() throws IOException {
        extension.node().fault("F10;after=2");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat(WORDS));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat(WORDS));

        assertThat(streamed.end()).isEqualTo(End.CLEAN);
        assertThat(streamed.lines()).hasSize(2).noneMatch(line -> line.contains("\"done\":true"));
        assertThat(whole).returns(200, Answer::status).returns(End.CLEAN, Answer::end);
        assertThat(whole.body()).isEmpty();
        assertThat(extension.node().requests().get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void f11_ends_a_native_stream_with_an_error_record() throws IOException {
        extension.node().fault("F11;after=2;text=boom");

        Answer answer = RawClient.post(extension.node(), CHAT, chat(WORDS));

        assertThat(answer).returns(200, Answer::status).returns(End.CLEAN, Answer::end);
        assertThat(answer.lines()).hasSize(3);
        assertThat(answer.lines().get(2)).isEqualTo("{\"error\":\"boom\"}");
        assertThat(extension.node().requests().get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(extension.node().state().count("generations_failed")).isEqualTo(1);
    }

    @Test
    void f11_loses_the_text_of_the_error_in_an_openai_stream() throws IOException {
        extension.node().fault("F11;after=2;text=boom");

        Answer answer = RawClient.post(extension.node(), V1_CHAT, v1Chat(WORDS));

        assertThat(answer.body())
                .doesNotContain("boom", "[DONE]")
                .endsWith("\"model\":\"\",\"system_fingerprint\":\"fp_ollama\",\"choices\":[{\"index\":0,\"delta\":"
                        + "{\"content\":\"\"},\"finish_reason\":null}]}\n\n");
    }

    @Test
    void f11_before_the_first_record_is_a_status() throws IOException {
        extension.node().fault("F11;after=0");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat(WORDS));
        Answer openAi = RawClient.post(extension.node(), V1_CHAT, v1Chat(WORDS));

        assertThat(streamed.status()).isEqualTo(500);
        assertThat(streamed.header("Content-Type")).isEqualTo("application/json");
        assertThat(openAi.body()).contains("\"type\":\"api_error\"");
    }

    @Test
    void f11_in_a_whole_answer_is_a_status() throws IOException {
        extension.node().fault("F11;after=2");

        Answer answer = RawClient.post(extension.node(), CHAT, wholeChat(WORDS));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).startsWith("{\"error\":\"an error was encountered while running the model");
    }

    @Test
    void f11_is_a_400_when_embedding_as_with_a_real_node() throws IOException {
        extension.node().fault("F11");

        Answer embed = RawClient.post(extension.node(), "/api/embed", "{\"model\":\"all-minilm\",\"input\":\"x\"}");
        Answer old = RawClient.post(extension.node(), "/api/embeddings", "{\"model\":\"all-minilm\",\"prompt\":\"x\"}");

        assertThat(embed.status()).isEqualTo(400);
        assertThat(embed.body()).startsWith("{\"error\":\"do embedding request: ");
        assertThat(old.status()).isEqualTo(500);
    }

    @Test
    void f12_puts_a_malformed_record_between_good_ones() throws IOException {
        extension.node().fault("F12;after=1");

        Answer answer = RawClient.post(extension.node(), CHAT, chat(WORDS));

        assertThat(answer.lines()).hasSize(6);
        assertThat(answer.lines().get(1)).startsWith("{\"model\"").doesNotEndWith("}");
        assertThat(answer.lines().get(2)).endsWith("}");
    }

    @Test
    void f13_tears_a_letter_apart() throws IOException {
        extension.node().fault("F13;after=1");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat(WORDS));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat(WORDS));

        Assertions.assertThatThrownBy(() -> strictly(streamed.bytes())).isInstanceOf(CharacterCodingException.class);
        assertThat(streamed.lines()).hasSize(5);
        assertThat(whole.status()).isEqualTo(200);
    }

    private static String strictly(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    @Test
    void f14_puts_blank_lines_between_records() throws IOException {
        extension.node().fault("F14");

        Answer answer = RawClient.post(extension.node(), CHAT, chat(WORDS));

        assertThat(answer.lines().get(0)).startsWith("{");
        assertThat(answer.lines().get(1)).isEmpty();
        assertThat(answer.lines().get(2)).startsWith("{");
    }

    @Test
    void f15_joins_records_and_splits_others() throws IOException {
        extension.node().fault("F15");

        Answer answer = RawClient.post(extension.node(), CHAT, chat("one two three four five six seven"));

        assertThat(answer.chunks().get(0).split("\n")).hasSize(2);
        assertThat(answer.chunks().get(1)).doesNotEndWith("\n");
        assertThat(answer.lines()).hasSize(8).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void f22_tells_a_wrong_content_type() throws IOException {
        extension.node().fault("F22;text=text/html");

        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).header("Content-Type"))
                .isEqualTo("text/html");
        assertThat(RawClient.post(extension.node(), CHAT, wholeChat("hi")).header("Content-Type"))
                .isEqualTo("text/html");
    }

    @Test
    void f23_compresses_what_nobody_asked_to_compress() throws IOException {
        extension.node().fault("F23");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat(WORDS));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat(WORDS));

        assertThat(streamed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(unzipped(streamed)).contains("\"done\":true");
        assertThat(unzipped(whole)).contains(WORDS);
    }

    private static String unzipped(Answer answer) throws IOException {
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void f25_echoes_another_model() throws IOException {
        extension.node().fault("F25;text=other");

        assertThat(RawClient.post(extension.node(), CHAT, chat(WORDS)).lines())
                .allMatch(line -> line.startsWith("{\"model\":\"other\""));
        assertThat(RawClient.post(extension.node(), V1_CHAT, v1Chat(WORDS)).body())
                .contains("\"model\":\"other\"")
                .doesNotContain("llama3.2");
    }

    @Test
    void f26_forgets_reason_and_counts() throws IOException {
        extension.node().fault("F26");

        Answer streamed = RawClient.post(extension.node(), CHAT, chat(WORDS));
        Answer whole = RawClient.post(extension.node(), CHAT, wholeChat(WORDS));

        assertThat(streamed.lines().get(4)).endsWith("\"done\":true}");
        assertThat(whole.body()).contains(WORDS).endsWith("\"done\":true}");
    }
}
