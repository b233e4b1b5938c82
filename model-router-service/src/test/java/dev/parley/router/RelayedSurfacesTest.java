package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RelayedSurfacesTest extends RouterTestBase {

    @Test
    void a_streamed_chat_comes_back_whole_and_tells_who_answered() {
        var answer = router.post("/api/chat", RouterClient.CHAT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.body()).contains("\"done\":true").endsWith("\n");
        assertThat(header(answer, "X-Parley-Node")).isIn("alpha", "beta");
        assertThat(header(answer, "X-Parley-Model")).isEqualTo("llama3.2:latest");
        assertThat(header(answer, "X-Parley-Attempts")).isEqualTo("1");
        assertThat(header(answer, "X-Parley-Queue-Ms")).isNotEmpty();
        assertThat(header(answer, "X-Parley-Overhead-Ms")).isNotEmpty();
    }
}
