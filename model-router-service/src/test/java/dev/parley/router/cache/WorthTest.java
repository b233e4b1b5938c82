package dev.parley.router.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorthTest {

    private static final String MODEL = "llama3.2:latest";
    private static final String STOPPED = "{\"message\":{\"content\":\"a\"},\"done\":true,\"done_reason\":\"stop\"}";

    @Test
    void a_whole_answer_of_a_model_that_may_answer_is_kept() {
        assertThat(isKept(false, 200, MODEL, STOPPED)).isTrue();
    }

    @Test
    void an_error_is_not_kept_nor_what_another_model_said() {
        assertThat(isKept(false, 400, MODEL, STOPPED)).isFalse();
        assertThat(isKept(false, 200, "stand-in:latest", STOPPED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"done_reason\":\"length\"", "\"finish_reason\": \"length\"", "\"stop_reason\":\"max_tokens\""})
    void what_was_cut_off_is_kept_only_if_the_request_said_where(String reason) {
        String body = "{\"done\":true," + reason + "}";

        assertThat(isKept(false, 200, MODEL, body)).isFalse();
        assertThat(isKept(true, 200, MODEL, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"done_reason\":\"load\"", "\"finish_reason\":\"content_filter\""})
    void what_is_no_answer_is_never_kept(String reason) {
        assertThat(isKept(true, 200, MODEL, "{" + reason + "}")).isFalse();
    }

    @Test
    void a_model_that_talks_of_being_cut_off_was_not() {
        String body = STOPPED.replace("\"a\"", "\"it says \\\"done_reason\\\":\\\"length\\\"\"");

        assertThat(isKept(false, 200, MODEL, body)).isTrue();
    }

    private static boolean isKept(boolean bounded, int status, String model, String body) {
        Question question = new Question(new AnswerKey("local", "0"), Set.of(MODEL), bounded);
        return Worth.isKept(question, status, model, Buffer.buffer(body));
    }
}
