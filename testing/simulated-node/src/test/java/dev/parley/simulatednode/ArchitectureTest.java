package dev.parley.simulatednode;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_simulated_node_keeps_the_rules_of_the_house() {
        ArchitectureRules.verifyProgram("dev.parley.simulatednode");
    }
}
