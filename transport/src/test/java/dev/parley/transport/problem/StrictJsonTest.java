package dev.parley.transport.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.conversation.StartConversation;
import dev.parley.protocol.problem.Problem;
import dev.parley.protocol.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

    private final ObjectMapper json = strict();

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder().build();
        new StrictJson().customize(mapper);
        return mapper;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'subject':42}                          | subject                 | a text",
                "{'subject':true}                        | subject                 | a text",
                "{'subject':1.5}                         | subject                 | a text",
                "{'num_rounds':'7'}                      | num_rounds              | an integer",
                "{'num_rounds':''}                       | num_rounds              | an integer",
                "{'num_rounds':2.9}                      | num_rounds              | an integer",
                "{'num_rounds':true}                     | num_rounds              | an integer",
                "{'auto_run':'true'}                     | auto_run                | true or false",
                "{'auto_run':1}                          | auto_run                | true or false",
                "{'mode':''}                             | mode                    | rounds",
                "{'machines':[{},{'role':1}]}            | machines[1].role        | generator",
                "{'machines':[{'temperature':'0.3'}]}    | machines[0].temperature | a number",
                "{'machines':''}                         | machines                | a list"
            })
    void what_would_have_to_be_guessed_is_refused_with_its_field(String body, String field, String expected) {
        Problem problem = JsonProblem.of(catchThrowableOfType(
                JsonProcessingException.class, () -> json.readValue(body.replace('\'', '"'), StartConversation.class)));

        assertThat(problem.code()).isEqualTo(ProblemCode.MALFORMED_BODY);
        assertThat(problem.field()).isEqualTo(field);
        assertThat(problem.detail()).contains("(expected: ").contains(expected);
    }

    @Test
    void an_integer_is_a_number_and_null_is_none_given() throws Exception {
        StartConversation read =
                json.readValue("{\"num_rounds\":null,\"machines\":[{\"temperature\":1}]}", StartConversation.class);

        assertThat(read.numRounds()).isNull();
        assertThat(read.machines())
                .singleElement()
                .satisfies(machine -> assertThat(machine.temperature()).isEqualTo(1.0));
    }
}
