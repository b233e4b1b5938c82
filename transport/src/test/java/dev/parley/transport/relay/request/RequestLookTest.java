package dev.parley.transport.relay.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestLookTest {

    @Test
    void the_model_and_whether_to_stream_are_found_whatever_their_case_and_place() throws Exception {
        RequestLook look = look("{\"options\":{\"model\":\"inner\"},\"STREAM\":false,\"Model\":\"llama3.2\"}");

        assertThat(look.model(false)).contains("llama3.2");
        assertThat(look.stream()).contains(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"temperature\":0",
                "\"temperature\":0.0,\"top_p\":1",
                "\"seed\":0",
                "\"seed\":42,\"temperature\":1"
            })
    void without_chance_the_same_answer_is_asked_for_each_time(String options) throws Exception {
        RequestLook inOptions = look("{\"options\":{" + options + "}}");
        RequestLook inFields = look("{" + options + "}");

        assertThat(inOptions.fixesAnswer(true)).isTrue();
        assertThat(inOptions.fixesAnswer(false)).isFalse();
        assertThat(inFields.fixesAnswer(false)).isTrue();
        assertThat(inFields.fixesAnswer(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"temperature\":0.1", "\"seed\":-1", "\"seed\":null", "\"seed\":\"1\"", "\"x\":{\"seed\":1}"})
    void with_chance_any_answer_is_asked_for(String options) throws Exception {
        assertThat(look("{\"options\":{" + options + "}}").fixesAnswer(true)).isFalse();
        assertThat(look("{" + options + "}").fixesAnswer(false)).isFalse();
    }

    @Test
    void the_old_name_counts_only_where_it_is_read() throws Exception {
        RequestLook look = look("{\"name\":\"llama3.2\",\"model\":\"\"}");

        assertThat(look.model(false)).isEmpty();
        assertThat(look.model(true)).contains("llama3.2");
    }

    @Test
    void a_key_is_there_whatever_its_value() throws Exception {
        RequestLook look = look("{\"Message\":null,\"options\":{\"messages\":[]}}");

        assertThat(look.hasKey("message")).isTrue();
        assertThat(look.hasKey("messages")).isFalse();
    }

    @Test
    void another_model_is_put_in_its_place_and_nothing_else_changes() throws Exception {
        String body = "{ \"a\" : \"ä🎈\", \"model\" :\t\"auto\" , \"b\":[1,2]}";

        Buffer changed = look(body).withModel("huihui_ai/deepseek-r1:8b");

        assertThat(changed).hasToString("{ \"a\" : \"ä🎈\", \"model\" :\t\"huihui_ai/deepseek-r1:8b\" , \"b\":[1,2]}");
        assertThat(new JsonObject(changed).getString("model")).isEqualTo("huihui_ai/deepseek-r1:8b");
    }

    @Test
    void a_long_and_escaped_model_is_replaced_whole() throws Exception {
        String written = "task\\u003acode_generation";

        Buffer changed = look("{\"model\":\"" + written + "\",\"x\":1}").withModel("m");

        assertThat(changed).hasToString("{\"model\":\"m\",\"x\":1}");
    }

    @Test
    void what_comes_after_the_first_value_is_not_read() throws Exception {
        assertThat(look("{\"model\":\"m\"} {\"model\":\"other\"} trailing").model(false))
                .contains("m");
    }

    @Test
    void two_keys_that_a_node_would_take_for_one_are_refused() {
        for (String second : new String[] {"Model", "MODEL", "model"}) {
            assertThatThrownBy(() -> look("{\"model\":\"a\",\"" + second + "\":\"b\"}"))
                    .hasMessageContaining("duplicate key");
        }
        assertThatThrownBy(() -> look("{\"\u017ftream\":true,\"stream\":false}"))
                .hasMessageContaining("duplicate key");
    }

    @Test
    void only_utf_8_is_read_as_a_node_does() {
        for (Charset other : List.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16,
                Charset.forName("UTF-32"))) {
            Buffer body = Buffer.buffer("{\"model\":\"auto\"}".getBytes(other));

            assertThatThrownBy(() -> RequestLook.at(body))
                    .as(other.name())
                    .hasMessage("invalid JSON in the request body");
        }
    }

    @Test
    void a_body_that_is_part_of_a_larger_buffer_is_read_and_changed_in_its_own_bounds() throws Exception {
        Buffer part =
                Buffer.buffer("padding{\"x\":1,\"model\":\"auto\"}padding").slice(7, 29);

        Buffer changed = RequestLook.at(part).withModel("m");

        assertThat(changed).hasToString("{\"x\":1,\"model\":\"m\"}");
    }

    @Test
    void keys_that_decide_nothing_may_come_twice() throws Exception {
        assertThat(look("{\"model\":\"m\",\"x\":1,\"X\":2}").model(false)).contains("m");
    }

    @Test
    void keep_alive_is_read_as_it_is_written() throws Exception {
        assertThat(look("{\"model\":\"m\",\"Keep_Alive\": -1.5 }").keepAlive()).contains("-1.5");
        assertThat(look("{\"keep_alive\":\"1h30m\",\"model\":\"m\"}").keepAlive())
                .contains("\"1h30m\"");
        assertThat(look("{\"keep_alive\":null}").keepAlive()).contains("null");
        assertThat(look("{\"keep_alive\":{\"a\":[1]},\"x\":1}").keepAlive()).contains("{\"a\":[1]}");
        assertThat(look("{\"model\":\"m\"}").keepAlive()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "3600.5", "\"24h\"", "\"-1s\"", "null"})
    void another_keep_alive_is_put_in_its_place_and_nothing_else_changes(String written) throws Exception {
        String before = "{ \"a\" : \"ä🎈\",\"keep_alive\" :\t";
        String after = " , \"messages\":[{\"role\":\"user\"}]} ";

        Buffer changed = look(before + written + after).withKeepAlive("\"30m\"");

        assertThat(changed).hasToString(before + "\"30m\"" + after);
    }

    @Test
    void options_are_named_as_spelled_and_only_those_of_the_request() throws Exception {
        RequestLook look = look("{\"options\":{\"num_ctx\":1,\"NUM_GPU\":2,\"nested\":{\"main_gpu\":0}},"
                + "\"tools\":[{\"options\":{\"use_mmap\":true}}]}");

        assertThat(look.optionNames()).containsExactlyInAnyOrder("num_ctx", "NUM_GPU", "nested");
        assertThat(look("{\"options\":null}").optionNames()).isEmpty();
        assertThat(look("{\"model\":\"m\"}").optionNames()).isEmpty();
    }

    @Test
    void options_without_end_are_refused() {
        String many = IntStream.range(0, 300).mapToObj(i -> "\"o" + i + "\":1").collect(Collectors.joining(","));

        assertThatThrownBy(() -> look("{\"options\":{" + many + "}}")).hasMessageContaining("more than 256 options");
    }

    @Test
    void the_bounds_of_an_answer_are_found() throws Exception {
        RequestLook look =
                look("{\"options\":{\"num_predict\":100.9},\"max_tokens\":7,\"max_completion_tokens\":1e30}");

        assertThat(look.numPredict()).hasValue(100);
        assertThat(look.maxTokens()).hasValue(Long.MAX_VALUE);
        assertThat(look("{\"options\":{\"num_predict\":-1}}").numPredict()).hasValue(-1);
        assertThat(look("{\"max_tokens\":\"7\"}").maxTokens()).isEmpty();
    }

    @Test
    void what_only_loads_a_model_says_nothing() throws Exception {
        RequestLook empty = look("{\"prompt\":\"\",\"messages\":[],\"input\":null}");
        RequestLook full =
                look("{\"prompt\":\"\\n\",\"messages\":[{\"content\":[]},{}],\"input\":[\"\"],\"model\":\"m\"}");

        assertThat(empty.hasPrompt()).isFalse();
        assertThat(empty.hasMessages()).isFalse();
        assertThat(empty.hasInput()).isFalse();
        assertThat(full.hasPrompt()).isTrue();
        assertThat(full.hasMessages()).isTrue();
        assertThat(full.hasInput()).isTrue();
        assertThat(full.model(false)).contains("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep_alive", "options", "messages", "prompt", "input", "max_tokens"})
    void keys_that_rules_depend_on_may_not_come_twice(String key) {
        String second = key.toUpperCase(Locale.ROOT).replace('K', '\u212a');

        assertThatThrownBy(() -> look("{\"" + key + "\":1,\"" + second + "\":2}"))
                .hasMessageContaining("duplicate key");
    }

    private static RequestLook look(String body) throws MalformedRequest {
        return RequestLook.at(Buffer.buffer(body));
    }
}
