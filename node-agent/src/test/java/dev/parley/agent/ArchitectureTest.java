package dev.parley.agent;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_terminal_client_keeps_the_rules_of_the_house() {
        ArchitectureRules.verifyProgram("dev.parley.agent");
    }
}
