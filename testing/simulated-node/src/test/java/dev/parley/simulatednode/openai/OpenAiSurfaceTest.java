package dev.parley.simulatednode.openai;

import static dev.parley.simulatednode.Requests.V1_CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.RawClient.Answer;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.settings.Mode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the recorded exchanges do not show. */
class OpenAiSurfaceTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/chat/completions|{oops|invalid character 'o' looking for beginning of object key string",
                "/v1/chat/completions|{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/y.png\"}}]}]}|invalid image input",
                "/v1/chat/completions|{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"reasoning_effort\":\"extreme\"}|invalid reasoning value: 'extreme'",
                "/v1/embeddings|{\"model\":\"all-minilm\",\"input\":[]}|invalid input",
                "/v1/embeddings|{\"model\":\"all-minilm\",\"input\":\"x\",\"encoding_format\":\"hex\"}|Invalid value for 'encoding_format' = hex"
            })
    void the_translation_refuses_in_its_own_form(String path, String body, String text) throws IOException {
        Answer answer = RawClient.post(extension.node(), path, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.body())
                .startsWith("{\"error\":{\"message\":\"")
                .contains(text)
                .endsWith("}");
    }

    @Test
    void native_options_and_keep_alive_do_not_reach_the_engine() throws IOException {
        String body = chat("one two three four")
                .replaceFirst(
                        "\\{", "{\"options\":{\"num_predict\":1,\"num_ctx\":99},\"keep_alive\":0,\"max_tokens\":2,");

        Answer answer = RawClient.post(extension.node(), V1_CHAT, body);

        assertThat(answer.body()).contains("\"content\":\"one two\"").contains("\"finish_reason\":\"length\"");
        assertThat(extension.node().state().loaded().get(0).contextLength()).isEqualTo(4_096);
    }

    @Test
    void text_parts_are_joined_and_a_single_stop_text_is_understood() throws IOException {
        Answer answer = RawClient.post(
                extension.node(),
                V1_CHAT,
                "{\"model\":\"llama3.2\",\"stop\":\"STOP\",\"messages\":[{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b STOP c\"}]}]}");

        assertThat(answer.body()).contains("\"content\":\"a\\nb \"").contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void a_json_schema_is_filled() throws IOException {
        String schema = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}";
        Answer answer = RawClient.post(
                extension.node(),
                V1_CHAT,
                chat("give me 7")
                        .replaceFirst(
                                "\\{",
                                "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":" + schema
                                        + "}},"));

        assertThat(answer.body()).contains("\"content\":\"{\\\"n\\\":7}\"");
    }

    @Test
    void an_empty_catalogue_is_null_and_a_name_with_a_slash_cannot_be_asked_for() throws IOException {
        try (SimulatedNode empty = SimulatedNode.builder().models(List.of()).start()) {
            assertThat(RawClient.get(empty, "/v1/models").body()).isEqualTo("{\"object\":\"list\",\"data\":null}\n");
        }
        assertThat(RawClient.get(extension.node(), "/v1/models/a/b").body()).isEqualTo("404 page not found");
    }
}
