package dev.parley.transport.relay.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {

    @Test
    void each_surface_words_a_break_in_its_own_way() {
        assertThat(AnswerForm.nativeLines().broken("it <broke>"))
                .hasToString("{\"error\":\"it \\u003cbroke\\u003e\"}\n");
        assertThat(AnswerForm.openAiEvents().broken("it broke"))
                .hasToString(
                        "data: {\"error\":{\"message\":\"it broke\",\"type\":\"api_error\",\"param\":null,\"code\":null}}\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "403, permission_error",
        "404, not_found_error",
        "429, rate_limit_error",
        "503, api_error"
    })
    void an_openai_client_is_told_the_kind_of_an_error(int status, String type) {
        assertThat(Surface.OPENAI.errorJson(status, "no")).contains("\"type\":\"" + type + "\"");
    }

    @Test
    void our_own_break_is_read_as_an_error_one_hop_further() {
        assertThat(AnswerForm.nativeLines()
                        .mark(AnswerForm.nativeLines().broken("x").getBytes()))
                .isEqualTo(Mark.ERROR);
        assertThat(AnswerForm.openAiEvents()
                        .mark(AnswerForm.openAiEvents().broken("x").getBytes()))
                .isEqualTo(Mark.ERROR);
    }

    @Test
    void the_head_tells_the_form() {
        assertThat(Surface.NATIVE.form(200, "application/x-ndjson")).contains(AnswerForm.nativeLines());
        assertThat(Surface.NATIVE.form(200, "application/json; charset=utf-8")).contains(AnswerForm.wholeBody());
        assertThat(Surface.OPENAI.form(200, "text/event-stream")).contains(AnswerForm.openAiEvents());
        assertThat(Surface.NATIVE.form(503, "text/html")).contains(AnswerForm.wholeBody());
        assertThat(Surface.NATIVE.form(200, "text/html")).isEmpty();
        assertThat(Surface.NATIVE.form(200, null)).isEmpty();
    }
}
