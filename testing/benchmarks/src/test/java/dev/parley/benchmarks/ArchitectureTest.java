package dev.parley.benchmarks;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_house_rules_hold() {
        ArchitectureRules.verifyProgram("dev.parley.benchmarks");
    }
}
