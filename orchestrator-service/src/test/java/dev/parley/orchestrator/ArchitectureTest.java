package dev.parley.orchestrator;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_orchestrator_keeps_the_rules_of_the_house() {
        ArchitectureRules.verify("dev.parley.orchestrator");
    }
}
