package dev.parley.localstack;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_launcher_keeps_the_rules_of_the_house() {
        ArchitectureRules.verifyProgram("dev.parley.localstack");
    }
}
