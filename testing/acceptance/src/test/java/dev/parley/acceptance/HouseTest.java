package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.stack.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that no module can check about itself. */
class HouseTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?://|#)([^)#]+)");

    private final Path root = Repository.root();

    @Test
    void every_module_with_code_asks_for_the_rules_of_the_house() {
        assertThat(modules())
                .filteredOn(module -> Files.isDirectory(root.resolve(module).resolve("src/main/java")))
                .allSatisfy(module -> assertThat(sources(root.resolve(module).resolve("src/test/java")))
                        .as("a test of %s that calls ArchitectureRules or ProtocolRules", module)
                        .anyMatch(source -> source.contains("Rules.verify")));
    }

    @Test
    void the_readme_maps_every_module() {
        String readme = text(root.resolve("README.md"));

        assertThat(modules()).allSatisfy(module -> assertThat(readme).contains("`" + module + "`"));
    }

    @Test
    void every_link_of_the_front_pages_leads_somewhere() {
        for (String page : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            assertThat(LINK.matcher(text(root.resolve(page))).results().map(link -> link.group(1)))
                    .as("links of %s", page)
                    .allSatisfy(link -> assertThat(root.resolve(link)).exists());
        }
    }

    @Test
    void every_decision_has_a_number_of_its_own() throws IOException {
        try (Stream<Path> decisions = Files.list(root.resolve("docs/adr"))) {
            assertThat(decisions.map(
                            decision -> decision.getFileName().toString().substring(0, 4)))
                    .doesNotHaveDuplicates();
        }
    }

    private List<String> modules() {
        return MODULE.matcher(text(root.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();
    }

    private static List<String> sources(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(HouseTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
