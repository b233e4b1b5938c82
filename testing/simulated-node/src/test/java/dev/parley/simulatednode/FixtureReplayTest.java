package dev.parley.simulatednode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.selfcheck.SelfCheck;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each exchange gets a node of its own, which is why the whole takes some seconds. */
class FixtureReplayTest {

    @Test
    void only_the_surfaces_that_the_node_does_not_speak_are_left_out() {
        assertThat(SelfCheck.ids()).hasSize(77);
        assertThat(SelfCheck.notSpoken())
                .containsExactlyInAnyOrder(
                        "90-v1-responses",
                        "91-v1-responses-stream",
                        "92-v1-messages",
                        "93-v1-messages-stream",
                        "94-v1-messages-thinking-tool",
                        "95-v1-messages-404");
    }

    @TestFactory
    Stream<DynamicTest> a_recorded_exchange_comes_out_byte_for_byte() {
        SelfCheck check = new SelfCheck(new FixtureReplay());

        return SelfCheck.ids().stream()
                .map(id -> DynamicTest.dynamicTest(
                        id, () -> assertThat(check.check(id)).isEmpty()));
    }
}
