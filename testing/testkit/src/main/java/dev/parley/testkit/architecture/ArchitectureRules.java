package dev.parley.testkit.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How code of this house is laid out: features in the middle, technologies at the edges, time as a parameter.
 *
 * <p>Asked once per module, of its main classes only:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @Test
 *     void the_router_keeps_the_rules_of_the_house() {
 *         ArchitectureRules.verify("dev.parley.router");
 *     }
 * }
 * }</pre>
 */
public final class ArchitectureRules {

    private ArchitectureRules() {}

    /**
     * Checks a service or a library.
     *
     * @param root the module's root package, the one whose direct children are features and edges
     * @throws AssertionError naming every broken rule and every class that breaks it
     */
    public static void verify(String root) {
        verify(root, forService(root));
    }

    /**
     * Checks a program that lives on a real machine (command line, launcher, simulator): it may read the system clock,
     * sleep, wait on its own threads, and know Ollama everywhere. All other rules hold.
     *
     * @param root the module's root package, the one whose direct children are features and edges
     * @throws AssertionError naming every broken rule and every class that breaks it
     */
    public static void verifyProgram(String root) {
        verify(root, forProgram(root));
    }

    static List<ArchRule> forService(String root) {
        return Stream.of(
                        forProgram(root).stream(),
                        EventLoopRules.all().stream(),
                        TimeRules.all().stream(),
                        Stream.of(EdgeRules.featuresDoNotKnowOllama(root)))
                .flatMap(rules -> rules)
                .toList();
    }

    static List<ArchRule> forProgram(String root) {
        return Stream.concat(EdgeRules.all(root).stream(), CodeRules.all().stream())
                .toList();
    }

    private static void verify(String root, List<ArchRule> rules) {
        Path sources = ModuleFolder.current().resolve("src/main/java");
        new Violations()
                .of(rules, MainClasses.under(root))
                .of(PackageSentences.missing(sources, root))
                .throwIfAny(root);
    }
}
