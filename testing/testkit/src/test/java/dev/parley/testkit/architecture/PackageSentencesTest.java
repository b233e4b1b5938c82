package dev.parley.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageSentencesTest {

    private static final String SENTENCE = """
            /** Chooses a node. */
            @org.jspecify.annotations.NullMarked
            package dev.parley.router;
            """;

    @TempDir
    private Path sources;

    @Test
    void a_package_with_its_sentence_passes() throws IOException {
        plant("dev/parley/router/package-info.java", SENTENCE);
        plant("dev/parley/router/Router.java", "");

        List<String> objections = PackageSentences.missing(sources, "dev.parley.router");

        assertThat(objections).isEmpty();
    }

    @Test
    void a_package_without_package_info_is_named() throws IOException {
        plant("dev/parley/router/package-info.java", SENTENCE);
        plant("dev/parley/router/node/Node.java", "");

        List<String> objections = PackageSentences.missing(sources, "dev.parley.router");

        assertThat(objections).singleElement().asString().startsWith("Package dev.parley.router.node has no");
    }

    @Test
    void a_package_info_without_a_sentence_is_named() throws IOException {
        plant("dev/parley/router/package-info.java", SENTENCE.replace("/** Chooses a node. */", ""));

        List<String> objections = PackageSentences.missing(sources, "dev.parley.router");

        assertThat(objections).singleElement().asString().startsWith("Package dev.parley.router has no");
    }

    @Test
    void a_package_info_that_does_not_declare_null_is_named() throws IOException {
        plant("dev/parley/router/package-info.java", SENTENCE.replace("@org.jspecify.annotations.NullMarked", ""));

        List<String> objections = PackageSentences.missing(sources, "dev.parley.router");

        assertThat(objections).singleElement().asString().startsWith("Package dev.parley.router has no");
    }

    @Test
    void a_folder_without_sources_of_its_own_needs_no_sentence() throws IOException {
        plant("dev/parley/router/package-info.java", SENTENCE);

        List<String> objections = PackageSentences.missing(sources, "dev.parley.router");

        assertThat(objections).isEmpty();
    }

    @Test
    void a_package_outside_the_root_is_named() throws IOException {
        plant("dev/parley/routing/package-info.java", SENTENCE);

        List<String> objections = PackageSentences.missing(sources, "dev.parley.router");

        assertThat(objections).singleElement().asString().contains("dev.parley.routing lies outside");
    }

    @Test
    void a_module_without_sources_passes() {
        List<String> objections = PackageSentences.missing(sources.resolve("absent"), "dev.parley.router");

        assertThat(objections).isEmpty();
    }

    private void plant(String file, String text) throws IOException {
        Path path = sources.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
