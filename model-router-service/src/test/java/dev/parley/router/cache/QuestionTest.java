package dev.parley.router.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final Map<String, String> DIGESTS = Map.of("llama3.2:latest", "sha256:1");
    private static final Asking ASKING = new Asking("one", "/api/chat", true, "llama3.2", "llama3.2", DIGESTS);

    @Test
    void the_same_question_has_the_same_key() throws Exception {
        assertThat(hash(ASKING)).isEqualTo(hash(ASKING)).hasSize(64);
    }

    @Test
    void another_tenant_path_form_model_or_digest_makes_another_key() throws Exception {
        List<String> keys = List.of(
                hash(ASKING),
                hash(new Asking("two", "/api/chat", true, "llama3.2", "llama3.2", DIGESTS)),
                hash(new Asking("one", "/api/chat?x", true, "llama3.2", "llama3.2", DIGESTS)),
                hash(new Asking("one", "/api/chat", false, "llama3.2", "llama3.2", DIGESTS)),
                hash(new Asking("one", "/api/chat", true, "llama3.2:latest", "llama3.2:latest", DIGESTS)),
                hash(new Asking("one", "/api/chat", true, "llama3.2", "qwen3:8b", DIGESTS)),
                hash(new Asking(
                        "one", "/api/chat", true, "llama3.2", "llama3.2", Map.of("llama3.2:latest", "sha256:2"))));

        assertThat(keys).doesNotHaveDuplicates();
    }

    /** What one part ends with must not look like what the next begins with. */
    @Test
    void parts_do_not_run_into_one_another() throws Exception {
        assertThat(hash(new Asking("ab", "c", true, "m", "m", DIGESTS)))
                .isNotEqualTo(hash(new Asking("a", "bc", true, "m", "m", DIGESTS)));
    }

    @Test
    void a_key_names_its_tenant() throws Exception {
        assertThat(question(ASKING, "{\"prompt\":\"a\"}").key().tenant()).isEqualTo("one");
    }

    @Test
    void a_request_that_bounds_its_answer_says_so() throws Exception {
        assertThat(question(ASKING, "{\"options\":{\"num_predict\":5}}").bounded())
                .isTrue();
        assertThat(question(ASKING, "{\"max_tokens\":5}").bounded()).isTrue();
        assertThat(question(ASKING, "{\"options\":{\"num_predict\":-1}}").bounded())
                .isFalse();
    }

    private static String hash(Asking asking) throws Exception {
        return question(asking, "{\"prompt\":\"a\"}").key().hash();
    }

    private static Question question(Asking asking, String body) throws Exception {
        return Question.of(asking, RequestLook.at(Buffer.buffer(body)));
    }
}
