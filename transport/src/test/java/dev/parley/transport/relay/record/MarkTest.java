package dev.parley.transport.relay.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"response\":\"a\",\"done\":false} | MORE",
                "{\"response\":\"\",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":3} | DONE",
                "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\" : true} | DONE",
                "{\"response\":\"say \\\"done\\\":true,\\\"error\\\":\",\"done\":false} | MORE",
                "{\"response\":\"\\\\\",\"done\":true} | DONE",
                "{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":{\"done\":true,\"error\":1}}}]},\"done\":false} | MORE",
                "{\"done\":false,\"logprobs\":[{\"token\":\"done\"}]} | MORE",
                "{\"error\":\"an error was encountered\"} | ERROR",
                "{\"response\":\"half of a rec | MORE",
                "not json at all | MORE",
                "`  ` | NOTHING",
            })
    void a_native_record_means(String record, Mark expected) {
        assertThat(AnswerForm.nativeLines().mark((record + "\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: {\"choices\":[{\"delta\":{\"content\":\"[DONE]\"}}]} | MORE",
                "data: [DONE] | DONE",
                "data:[DONE] | DONE",
                "data: {\"error\":{\"message\":\"x\",\"type\":\"api_error\"}} | ERROR",
                "data: {\"error\":null,\"choices\":[]} | MORE",
                "data: {\"choices\":[{\"delta\":{\"error\":\"x\"}}]} | MORE",
                ": keep-alive | NOTHING",
            })
    void an_openai_event_means(String event, Mark expected) {
        assertThat(AnswerForm.openAiEvents().mark((event + "\n\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected);
    }
}
