package dev.parley.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what every rule objects to, so that one run shows all of it. */
final class Violations {

    private final List<String> found = new ArrayList<>();

    /** A rule that finds nothing to judge is content: modules start small. */
    Violations of(List<ArchRule> rules, JavaClasses classes) {
        rules.stream()
                .map(rule -> rule.allowEmptyShould(true).evaluate(classes))
                .filter(EvaluationResult::hasViolation)
                .map(result -> result.getFailureReport().toString())
                .forEach(found::add);
        return this;
    }

    Violations of(Collection<String> objections) {
        found.addAll(objections);
        return this;
    }

    void throwIfAny(String root) {
        if (!found.isEmpty()) {
            throw new AssertionError("%s breaks %d rule(s) of the house:%n%n%s"
                    .formatted(
                            root,
                            found.size(),
                            String.join(System.lineSeparator().repeat(2), found)));
        }
    }
}
