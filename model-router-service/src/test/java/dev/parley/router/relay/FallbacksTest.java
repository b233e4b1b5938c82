package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbacksTest {

    private static final TaskTypes TASKS = TaskTypes.with(Map.of());

    @Test
    void a_model_is_found_in_any_spelling_of_its_name() {
        Fallbacks fallbacks = Fallbacks.of(Map.of("llama3.2", List.of("qwen3:8b", " mistral ")), TASKS);

        assertThat(fallbacks.of(target("Llama3.2:latest")))
                .extracting(ModelTarget::written)
                .containsExactly("qwen3:8b", "mistral");
        assertThat(fallbacks.of(target("llama3.2:1b"))).isEmpty();
    }

    @Test
    void what_is_left_to_the_router_may_have_stand_ins_too() {
        Fallbacks fallbacks = Fallbacks.of(Map.of("auto", List.of("llama3.2")), TASKS);

        assertThat(fallbacks.of(target("AUTO"))).hasSize(1);
    }

    @Test
    void what_is_no_model_is_named() {
        assertThatThrownBy(() -> Fallbacks.of(Map.of("llama3.2", List.of("no model")), TASKS))
                .hasMessageContaining("no model");
    }

    private static ModelTarget target(String written) {
        return ModelTarget.parse(written, TASKS).orElseThrow();
    }
}
