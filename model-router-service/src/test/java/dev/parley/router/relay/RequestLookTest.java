package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RequestLookTest {

    @Test
    void the_model_and_whether_to_stream_are_found_whatever_their_case_and_place() throws Exception {
        RequestLook look = look("{\"options\":{\"model\":\"inner\"},\"STREAM\":false,\"Model\":\"llama3.2\"}");

        assertThat(look.model(false)).contains("llama3.2");
        assertThat(look.stream()).contains(false);
    }

    @Test
    void the_old_name_counts_only_where_it_is_read() throws Exception {
        RequestLook look = look("{\"name\":\"llama3.2\",\"model\":\"\"}");

        assertThat(look.model(false)).isEmpty();
        assertThat(look.model(true)).contains("llama3.2");
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
    void keys_that_decide_nothing_may_come_twice() throws Exception {
        assertThat(look("{\"model\":\"m\",\"x\":1,\"X\":2}").model(false)).contains("m");
    }

    private static RequestLook look(String body) throws RequestLook.MalformedRequest {
        return RequestLook.at(Buffer.buffer(body));
    }
}
