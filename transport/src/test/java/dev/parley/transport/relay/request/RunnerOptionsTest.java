package dev.parley.transport.relay.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerOptionsTest {

    @Test
    void options_of_loading_are_read_and_those_of_running_are_not() throws Exception {
        RunnerOptions read = read("{\"model\":\"m\",\"shift\":false,\"options\":{\"num_ctx\":8192.0,\"temperature\":0,"
                + "\"use_mmap\":true,\"num_gpu\":null,\"main_gpu\":\"0\",\"NUM_BATCH\":64}}");

        assertThat(read.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("shift", "false", "num_ctx", "8192", "use_mmap", "true"));
        assertThat(read.context()).hasValue(8_192);
        assertThat(read).hasToString("num_ctx=8192 shift=false use_mmap=true");
    }

    @Test
    void a_request_that_sets_none_leaves_all_to_the_node() throws Exception {
        assertThat(read("{\"model\":\"m\",\"options\":{\"temperature\":0}}")).isSameAs(RunnerOptions.NONE);
        assertThat(RunnerOptions.NONE.context()).isEmpty();
    }

    @Test
    void a_context_left_to_the_node_is_not_the_one_that_was_set() {
        RunnerOptions set = new RunnerOptions(Map.of("num_ctx", "8192"));

        assertThat(set.serve(RunnerOptions.NONE, true)).isFalse();
        assertThat(RunnerOptions.NONE.serve(set, true)).isFalse();
        assertThat(RunnerOptions.NONE.serve(set, false)).isTrue();
        assertThat(set.serve(new RunnerOptions(Map.of("num_ctx", "8192", "num_batch", "512")), true))
                .isTrue();
    }

    @Test
    void layers_and_mapping_that_are_not_set_fit_every_instance() {
        RunnerOptions set = new RunnerOptions(Map.of("num_gpu", "20", "use_mmap", "false"));

        assertThat(set.serve(RunnerOptions.NONE, true)).isTrue();
        assertThat(RunnerOptions.NONE.serve(set, true)).isFalse();
        assertThat(set.serve(new RunnerOptions(Map.of("num_gpu", "21")), true)).isFalse();
    }

    @Test
    void what_begins_alike_has_the_same_number_and_what_is_short_has_none() throws Exception {
        String opening = "[{\"role\":\"system\",\"content\":\"" + "x".repeat(1_000) + "\\\"";
        RequestLook first = look("{\"model\":\"m\",\"messages\":" + opening + "\"}]}");
        RequestLook next = look("{\"model\":\"m\",\"messages\":" + opening + "\"},{\"role\":\"user\"}],\"a\":1}");

        assertThat(first.beginning()).isPresent().isEqualTo(next.beginning());
        assertThat(look("{\"messages\":[{\"content\":\"" + "y".repeat(1_010) + "\"}],\"prompt\":3}")
                        .beginning())
                .isPresent()
                .isNotEqualTo(first.beginning());
        assertThat(look("{\"messages\":[1],\"suffix\":\"" + "y".repeat(2_000) + "\"}")
                        .beginning())
                .isEmpty();
    }

    @Test
    void a_prompt_ends_at_its_closing_quote() throws Exception {
        String tail = ",\"suffix\":\"" + "y".repeat(2_000) + "\"}";

        assertThat(look("{\"prompt\":\"" + "\\\"".repeat(400) + "\"" + tail).beginning())
                .isEmpty();
        assertThat(look("{\"prompt\":\"" + "\\\"".repeat(600) + "\"" + tail).beginning())
                .isPresent();
        assertThat(look("{\"prompt\":\"" + "y".repeat(1_022) + "\"}").beginning())
                .isPresent();
        assertThat(look("{\"prompt\":\"" + "y".repeat(1_021) + "\"}").beginning())
                .isEmpty();
    }

    private static RunnerOptions read(String body) throws MalformedRequest {
        return look(body).runnerOptions();
    }

    private static RequestLook look(String body) throws MalformedRequest {
        return RequestLook.at(Buffer.buffer(body));
    }
}
