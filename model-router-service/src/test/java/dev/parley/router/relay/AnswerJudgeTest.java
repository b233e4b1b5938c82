package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.ModelName;
import dev.parley.transport.relay.record.Mark;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerJudgeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CHAT | llama3.2 | 200 | MORE | {\"done\":false} | GOOD",
                "CHAT | llama3.2 | 200 | ERROR | {\"error\":\"out of memory\"} | NODE_FAULT",
                "CHAT | llama3.2 | 400 | DONE | {\"error\":\"invalid character\"} | REQUEST_FAULT",
                "EMBED | all-minilm | 400 | DONE | {\"error\":\"invalid input type\"} | REQUEST_FAULT",
                "EMBED | all-minilm | 400 | DONE | {\"error\":\"do embedding request: Post: EOF\"} | NODE_FAULT",
                "EMBED | all-minilm | 400 | DONE | {\"error\":\"error reading embed response: EOF\"} | NODE_FAULT",
                "EMBED | all-minilm | 400 | DONE | {\"error\":\"unexpected server status: 1\"} | NODE_FAULT",
                "CHAT | llama3.2 | 404 | DONE | {\"error\":\"model 'x' not found\"} | MISSING",
                "CHAT | llama3.2 | 500 | DONE | {\"error\":\"option \\\"num_ctx\\\" must be of type integer\"} | REQUEST_FAULT",
                "CHAT | llama3.2 | 500 | DONE | {\"error\":\"invalid format: \\\"x\\\"\"} | REQUEST_FAULT",
                "CHAT | llama3.2 | 500 | DONE | {\"error\":\"llama-server process has terminated: exit 1\"} | NODE_FAULT",
                "CHAT | llama3.2 | 500 | DONE | `` | NODE_FAULT",
                "CHAT | llama3.2 | 503 | DONE | {\"error\":\"server busy\"} | BUSY",
                "CHAT | llama3.2 | 502 | DONE | <html>bad gateway</html> | NODE_FAULT",
                "CHAT | llama3.2 | 302 | DONE | `` | NODE_FAULT",
                "CHAT | llama3.2 | 403 | DONE | {\"error\":\"no\"} | REQUEST_FAULT",
                "CHAT | gpt-oss:120b-cloud | 502 | DONE | {\"error\":\"upstream\"} | MODEL_FAULT",
                "CHAT | gpt-oss:120b-cloud | 503 | DONE | {\"error\":\"overloaded\"} | MODEL_FAULT",
                "CHAT | gpt-oss:120b-cloud | 401 | DONE | {\"error\":\"unauthorized\"} | MODEL_FAULT",
                "CHAT | gpt-oss:120b-cloud | 400 | DONE | {\"error\":\"model is required\"} | REQUEST_FAULT",
                "CHAT | llama3.2 | 429 | DONE | too many requests | BUSY",
                "EMBED | all-minilm | 400 | DONE | {\"error\":\"the input length exceeds the context length\"} | MODEL_FAULT",
            })
    void whose_fault_is_it(Endpoint endpoint, String model, int status, Mark mark, String body, Judgement expected) {
        Judgement judgement = AnswerJudge.judge(
                endpoint, ModelName.parse(model).orElseThrow(), status, mark, Buffer.buffer(body == null ? "" : body));

        assertThat(judgement).isEqualTo(expected);
    }
}
