package dev.parley.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/** Applies rules to one of the packages under {@code planted}. */
final class PlantedViolations {

    static final String ROOT = "dev.parley.testkit.planted.";

    private PlantedViolations() {}

    static void judge(String planted, Function<String, List<ArchRule>> rules) {
        String root = ROOT + planted;
        JavaClasses classes = new ClassFileImporter().importPackages(root);
        if (classes.isEmpty()) {
            throw new IllegalStateException("nothing is planted in " + root);
        }
        new Violations().of(rules.apply(root), classes).throwIfAny(root);
    }
}
