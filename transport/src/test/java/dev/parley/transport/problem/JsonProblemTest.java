package dev.parley.transport.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProblemTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static {
        new StrictJson().customize(JSON);
    }

    @Test
    void a_text_for_a_number_is_named_with_its_place() {
        Problem problem = problemOf("{\"machines\":[{},{\"port\":\"eleven\"}]}");

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_BODY);
        assertThat(problem.field()).isEqualTo("machines[1].port");
        assertThat(problem.detail()).isEqualTo("machines[1].port: another type (expected: an integer)");
    }

    @Test
    void an_unknown_word_is_told_which_words_there_are() {
        Problem problem = problemOf("{\"machines\":[{\"role\":\"jester\"}]}");

        assertThat(problem.field()).isEqualTo("machines[0].role");
        assertThat(problem.detail())
                .contains("\"jester\"")
                .contains("one of generator, critic, moderator, synth, sintetizator, custom");
    }

    @Test
    void a_list_where_a_text_belongs_is_named() {
        Problem problem = problemOf("{\"subject\":[1]}");

        assertThat(problem.field()).isEqualTo("subject");
        assertThat(problem.detail()).contains("expected: a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.5", "true"})
    void a_number_or_a_truth_value_is_no_text(String value) {
        Problem problem = problemOf("{\"subject\":" + value + "}");

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_BODY);
        assertThat(problem.detail()).isEqualTo("subject: \"" + value + "\" (expected: a text)");
    }

    @Test
    void broken_json_says_where_and_echoes_nothing() {
        Problem problem = problemOf("{\"subject\": secret");

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_BODY);
        assertThat(problem.detail()).startsWith("not JSON at line 1").doesNotContain("secret");
    }

    @Test
    void a_field_that_is_not_known_is_named_where_that_is_refused() {
        ObjectMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        Problem problem = problemOf(strict, "{\"rounds\":1,\"subject\":\"s\"}", StartConversation.class);

        assertThat(problem.code()).isEqualTo(ProblemCode.UNKNOWN_FIELD);
        assertThat(problem.field()).isEqualTo("rounds");
    }

    @Test
    void a_value_refused_by_its_record_keeps_the_records_words() {
        Problem problem = problemOf(JSON, "{\"tenant\":\"No Such\",\"key\":\"k\",\"scopes\":[]}", Caller.class);

        assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_FIELD);
        assertThat(problem.detail()).startsWith("tenant: No Such (expected: ");
    }

    private static Problem problemOf(String body) {
        return problemOf(JSON, body, StartConversation.class);
    }

    private static Problem problemOf(ObjectMapper json, String body, Class<?> type) {
        return JsonProblem.of(catchThrowableOfType(JsonProcessingException.class, () -> json.readValue(body, type)));
    }
}
