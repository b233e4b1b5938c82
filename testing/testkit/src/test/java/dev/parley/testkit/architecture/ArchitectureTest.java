package dev.parley.testkit.architecture;

import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_testkit_keeps_the_rules_it_asks_of_others() {
        ArchitectureRules.verifyProgram("dev.parley.testkit");
    }
}
