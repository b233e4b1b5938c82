package dev.parley.router.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedModelsTest {

    @ParameterizedTest
    @CsvSource({
        "llama3.2, llama3.2:latest, true",
        "llama3.2, registry.ollama.ai/library/LLAMA3.2, true",
        "llama3.2, llama3.2:1b, false",
        "llama3.2, llama3.2-vision, false",
        "llama3.2, someone/llama3.2, false",
        "llama3.2, llama3.2:cloud, false",
        "llama3.2*, llama3.2-vision:11b, true",
        "Qwen2.5-Coder:*, qwen2.5-coder:7b, true",
        "qwen2.5-coder:*, qwen2.5-coder-x:7b, false",
        "registry.ollama.ai/library/llama*, llama3.2, true",
        "library/llama*, llama3.2, true",
        "hf.co/*, hf.co/someone/model:q4, true",
        "llama*, someone/llama3.2, false",
        "*, anything:1b, true",
    })
    void a_name_of_the_list_stands_for_one_model_or_for_all_that_begin_so(String listed, String asked, boolean may) {
        AllowedModels allowed = AllowedModels.of(List.of(listed));

        assertThat(allowed.include(ModelName.parse(asked).orElseThrow())).isEqualTo(may);
    }

    @Test
    void no_list_allows_everything_and_an_empty_one_nothing() {
        ModelName model = ModelName.parse("llama3.2").orElseThrow();

        assertThat(AllowedModels.of(null).include(model)).isTrue();
        assertThat(AllowedModels.of(List.of()).include(model)).isFalse();
        assertThat(AllowedModels.of(List.of("..")).include(model)).isFalse();
    }
}
