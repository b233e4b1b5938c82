package dev.parley.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.problem.Problem;
import dev.parley.transport.problem.ProblemException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestTest {

    @Test
    void the_first_systems_request_is_understood() {
        ChatRequest request = ChatRequest.read(new JsonObject("""
                        {"message": "Напиши функцию на Python", "task_type": "code_generation",
                         "temperature": 0.7, "model": null}"""));

        assertThat(request.target()).isEqualTo("task:code_generation");
        assertThat(request.taskType()).isEqualTo("code_generation");
        assertThat(request.temperature()).isEqualTo(OptionalDouble.of(0.7));
        assertThat(request.stream()).isFalse();
        assertThat(request.messages())
                .isEqualTo(new JsonArray("[{\"role\":\"user\",\"content\":\"Напиши функцию на Python\"}]"));
    }

    @Test
    void only_the_message_is_needed_and_what_is_not_known_is_overlooked() {
        ChatRequest request = ChatRequest.read(new JsonObject("{\"message\":\"hi\",\"max_tokens\":5,\"user\":{}}"));

        assertThat(request.target()).isEqualTo("task:general_chat");
        assertThat(request.temperature()).isEmpty();
    }

    @Test
    void a_model_asked_for_is_taken_whatever_the_task() {
        ChatRequest request =
                ChatRequest.read(new JsonObject("{\"message\":\"hi\",\"task_type\":\"Reasoning\",\"model\":\"m\"}"));

        assertThat(request.target()).isEqualTo("m");
        assertThat(request.taskType()).isEqualTo("reasoning");
    }

    @Test
    void over_a_socket_there_may_be_several_messages() {
        String messages = "[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"hi\"}]";

        ChatRequest request = ChatRequest.readStreamed(new JsonObject("{\"messages\":" + messages + "}"));

        assertThat(request.messages()).isEqualTo(new JsonArray(messages));
        assertThat(request.stream()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | message     | 400",
                "{\"message\":\" \"}                       | message     | 400",
                "{\"message\":[]}                          | message     | 400",
                "{\"message\":\"m\",\"task_type\":7}       | task_type   | 400",
                "{\"message\":\"m\",\"model\":{}}          | model       | 400",
                "{\"message\":\"m\",\"temperature\":\"1\"} | temperature | 400",
                "{\"message\":\"m\",\"temperature\":2.1}   | temperature | 422",
                "{\"message\":\"m\",\"temperature\":-1}    | temperature | 422",
                "{\"message\":\"m\",\"stream\":\"yes\"}    | stream      | 400",
            })
    void what_is_not_as_it_should_be_is_named(String json, String field, int status) {
        assertThatThrownBy(() -> ChatRequest.read(new JsonObject(json)))
                .isInstanceOfSatisfying(ProblemException.class, wrong -> {
                    Problem problem = wrong.problem();
                    assertThat(problem.field()).isEqualTo(field);
                    assertThat(problem.status()).isEqualTo(status);
                    assertThat(problem.detail()).contains("expected");
                });
    }

    @Test
    void a_name_that_is_far_too_long_is_refused() {
        String json = "{\"message\":\"m\",\"task_type\":\"" + "x".repeat(65) + "\"}";

        assertThatThrownBy(() -> ChatRequest.read(new JsonObject(json))).hasMessageContaining("65 characters");
    }
}
