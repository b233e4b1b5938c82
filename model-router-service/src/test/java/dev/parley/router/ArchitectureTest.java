package dev.parley.router;

import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_house_rules_hold() {
        ArchitectureRules.verify("dev.parley.router");
    }
}
