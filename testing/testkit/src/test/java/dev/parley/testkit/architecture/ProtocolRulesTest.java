package dev.parley.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolRulesTest {

    @ParameterizedTest
    @CsvSource({
        "PlainClass is none of record",
        "OpenInterface is none of record",
        "BusyRecord has method isFree",
        "BusyRecord has method parse",
        "BusyRecord has a second constructor",
        "BusyEnum has method other",
        "BusyInterface has method isLast",
        "WorldlyRecord",
    })
    void a_planted_violation_is_named(String culprit) {
        Throwable thrown = catchThrowable(() -> PlantedViolations.judge("protocol.wrong", ProtocolRules::forProtocol));

        assertThat(thrown)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(PlantedViolations.ROOT + "protocol.wrong." + culprit);
    }

    @Test
    void records_enums_and_sealed_interfaces_with_factories_pass() {
        assertThatCode(() -> PlantedViolations.judge("protocol.right", ProtocolRules::forProtocol))
                .doesNotThrowAnyException();
    }

    @Test
    void a_module_without_classes_passes() {
        assertThatCode(() -> ProtocolRules.verify("dev.parley.nothing")).doesNotThrowAnyException();
    }
}
