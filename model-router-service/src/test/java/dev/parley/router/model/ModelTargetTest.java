package dev.parley.router.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTargetTest {

    private final TaskTypes types = TaskTypes.with(Map.of("poetry", "verse", "quick", "small"));

    @Test
    void auto_wants_what_is_general() {
        assertThat(ModelTarget.parse("Auto", types))
                .contains(new ModelTarget.ByCapability("Auto", List.of(Capability.GENERAL)));
    }

    @Test
    void a_task_wants_its_own_kind_then_its_capability_then_what_is_general() {
        assertThat(ModelTarget.parse("task:code_generation", types))
                .contains(new ModelTarget.ByCapability(
                        "task:code_generation",
                        List.of(new Capability("code_generation"), new Capability("coding"), Capability.GENERAL)));
    }

    @Test
    void an_operator_adds_and_changes_types() {
        assertThat(types.wanted("poetry"))
                .hasValueSatisfying(wanted -> assertThat(wanted).contains(new Capability("verse")));
        assertThat(types.wanted("quick"))
                .hasValueSatisfying(wanted -> assertThat(wanted).contains(new Capability("small")));
    }

    @Test
    void an_unknown_type_is_no_target() {
        assertThat(ModelTarget.parse("task:juggling", types)).isEmpty();
    }
}
