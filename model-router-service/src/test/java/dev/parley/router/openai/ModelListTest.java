package dev.parley.router.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.router.model.ModelName;
import dev.parley.router.node.HostedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelListTest {

    @Test
    void vllm_names_a_model_as_its_publisher_does() throws IOException {
        Map<ModelName, HostedModel> models = read("""
                {"object":"list","data":[{"id":"meta-llama/Llama-3.1-8B-Instruct","object":"model","created":1795118651,
                "owned_by":"vllm","root":"/models/llama","parent":null,"max_model_len":8192,"permission":[{"id":"p"}]}]}""");

        HostedModel model = models.get(name("meta-llama/llama-3.1-8b-instruct"));
        assertThat(model.listed()).isEqualTo("meta-llama/Llama-3.1-8B-Instruct");
        assertThat(model.modified()).isEqualTo(Instant.ofEpochSecond(1795118651));
        assertThat(model.knownDigest()).isEmpty();
        assertThat(model.completes()).isTrue();
        assertThat(model.entry()).doesNotContain("/models/llama").doesNotContain("permission");
    }

    @Test
    void a_llama_cpp_server_that_tells_a_path_is_known_by_the_files_name() throws IOException {
        Map<ModelName, HostedModel> models = read("""
                {"models":[{"name":"/data/qwen2.5-7b.gguf"}],"object":"list","data":[{"id":"/data/qwen2.5-7b.gguf",
                "object":"model","created":1795118651,"owned_by":"llamacpp","meta":{"n_ctx_train":32768}}]}""");

        HostedModel model = models.get(name("qwen2.5-7b.gguf"));
        assertThat(model.listed()).isEqualTo("/data/qwen2.5-7b.gguf");
        assertThat(model.entry()).contains("\"id\":\"qwen2.5-7b.gguf\"").doesNotContain("/data");
    }

    @Test
    void lm_studio_tells_no_time_and_what_embeds_does_not_complete() throws IOException {
        Map<ModelName, HostedModel> models = read("""
                {"data":[{"id":"qwen2.5-7b-instruct","object":"model","owned_by":"organization_owner"},
                {"id":"text-embedding-nomic-embed-text-v1.5","object":"model","owned_by":"organization_owner"},
                {"id":"no name at all","object":"model"}],"object":"list"}""");

        assertThat(models).containsOnlyKeys(name("qwen2.5-7b-instruct"), name("text-embedding-nomic-embed-text-v1.5"));
        assertThat(models.get(name("qwen2.5-7b-instruct")).modified()).isNull();
        assertThat(models.get(name("text-embedding-nomic-embed-text-v1.5")).completes())
                .isFalse();
    }

    private static Map<ModelName, HostedModel> read(String json) throws IOException {
        return ModelList.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ModelName name(String written) {
        return ModelName.parse(written).orElseThrow();
    }
}
