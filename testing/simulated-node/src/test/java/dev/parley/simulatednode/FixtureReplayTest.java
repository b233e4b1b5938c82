package dev.parley.simulatednode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.simulatednode.selfcheck.SelfCheck;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each exchange gets a node of its own, which is why the whole takes some seconds. */
class FixtureReplayTest {

    @TestFactory
    Stream<DynamicTest> a_recorded_exchange_comes_out_byte_for_byte() {
        SelfCheck check = new SelfCheck(new FixtureReplay());

        return SelfCheck.ids().stream()
                .map(id -> DynamicTest.dynamicTest(
                        id, () -> assertThat(check.check(id)).isEmpty()));
    }
}
