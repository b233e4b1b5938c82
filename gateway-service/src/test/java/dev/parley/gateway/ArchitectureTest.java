package dev.parley.gateway;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_gateway_keeps_the_rules_of_the_house() {
        ArchitectureRules.verify("dev.parley.gateway");
    }
}
