package dev.parley.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Nobody waits on a thread that others need. */
final class EventLoopRules {

    private EventLoopRules() {}

    static List<ArchRule> all() {
        return List.of(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
                .because("waiting on a Uni blocks an event loop: return the Uni"));
    }
}
