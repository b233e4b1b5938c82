package dev.parley.orchestrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_orchestrator_keeps_the_rules_of_the_house() {
        ArchitectureRules.verify("dev.parley.orchestrator");
    }

    /** {@code Notifications} listens, and reads no table. */
    @Test
    void rows_are_reached_through_the_database_alone_which_says_whose_they_are() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Database")
                .and()
                .doNotHaveSimpleName("Notifications")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.vertx\\.(mutiny\\.)?(sqlclient\\.Pool|pgclient\\..*Pool)"
                        + "|.*\\.panache\\.Panache|.*\\.panache\\.common\\.With(Session|Transaction).*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.parley.orchestrator"));
    }
}
