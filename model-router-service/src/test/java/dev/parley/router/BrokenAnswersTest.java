package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.settings.Mode;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks after the first byte ends with the surface's own error record, never as success. */
@QuarkusTest
class BrokenAnswersTest extends RouterTestBase {

    private static final String OPENAI_CHAT =
            "{\"model\":\"llama3.2\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Name ideas.\"}]}";

    /** Paced, so that the first records go out before the fault strikes. */
    @BeforeEach
    void records_come_one_by_one() {
        nodes.alpha().set("mode", Mode.LOREM);
        nodes.alpha().set("burst", false);
        nodes.alpha().set("tokens_per_second", 50);
        nodes.alpha().set("answer_tokens", 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F06;after=5", "F08;after=5", "F09;after=5", "F10;after=5", "F32;after=5;seconds=1"})
    void a_native_stream_ends_with_an_error_record(String fault) {
        nodes.alpha().fault(fault);

        HttpResponse<String> answer = chat("/api/chat", RouterClient.CHAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        String[] records = answer.body().split("\n");
        assertThat(records.length).isEqualTo(6);
        assertThat(records[5]).startsWith("{\"error\":\"").endsWith("\"}");
        assertThat(answer.body()).doesNotContain("\"done\":true").endsWith("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"F06;after=5", "F08;after=5", "F09;after=5", "F10;after=5", "F11;after=5"})
    void an_openai_stream_ends_with_an_error_event(String fault) {
        nodes.alpha().fault(fault);

        HttpResponse<String> answer = chat("/v1/chat/completions", OPENAI_CHAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .doesNotContain("[DONE]")
                .containsPattern(
                        "data: \\{\"error\":\\{\"message\":\"[^\"]+\",\"type\":\"api_error\",\"param\":null,\"code\":null}}\n\n$");
    }

    @ParameterizedTest
    @CsvSource({"F11;after=5"})
    void a_nodes_own_error_record_is_the_only_one(String fault) {
        nodes.alpha().fault(fault);

        HttpResponse<String> answer = chat("/api/chat", RouterClient.CHAT);

        assertThat(answer.body().split("\"error\"")).hasSize(2);
    }

    private HttpResponse<String> chat(String path, String body) {
        return router.post(path, body, "X-Parley-Node", "alpha", "X-Parley-Silence", "1");
    }
}
