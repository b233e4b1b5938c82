package dev.parley.router.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

    @ParameterizedTest
    @CsvSource({
        "llama3.2, llama3.2:latest",
        "LLama3.2:Latest, llama3.2:latest",
        "library/llama3.2, llama3.2:latest",
        "registry.ollama.ai/library/llama3.2:latest, llama3.2:latest",
        "huihui_ai/deepseek-r1-abliterated:8b, huihui_ai/deepseek-r1-abliterated:8b",
        "hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M, hf.co/bartowski/llama-3.2-1b-instruct-gguf:q4_k_m",
        "localhost:5000/team/model:1, localhost:5000/team/model:1",
        "qwen3:8b@sha256:abc, qwen3:8b",
        "qwen3:8b:local, qwen3:8b",
    })
    void one_model_has_one_name_however_it_is_written(String written, String display) {
        assertThat(ModelName.parse(written)).map(ModelName::display).contains(display);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a:", "a/b/c/d", "-x", "a b", "a/../b", "names.pace/model", "x\n", "http://host/model"})
    void what_a_node_would_not_take_is_no_name(String written) {
        assertThat(ModelName.parse(written)).isEmpty();
    }

    @Test
    void a_part_has_at_most_80_characters() {
        assertThat(ModelName.parse("a".repeat(80))).isPresent();
        assertThat(ModelName.parse("a".repeat(81))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"gpt-oss:120b-cloud, true", "kimi:cloud, true", "llama3.2, false", "cloudy:8b, false"})
    void cloud_models_are_known_by_their_tag(String written, boolean cloud) {
        assertThat(ModelName.parse(written)).map(ModelName::isCloud).contains(cloud);
    }
}
