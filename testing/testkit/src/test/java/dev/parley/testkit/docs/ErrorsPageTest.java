package dev.parley.testkit.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorsPageTest {

    @TempDir
    private Path repository;

    private Path module;

    @BeforeEach
    void a_repository_with_a_page_and_a_module() throws IOException {
        module = Files.createDirectories(repository.resolve("testing/some-module"));
        Files.createFile(repository.resolve("mvnw"));
        Files.createDirectory(repository.resolve("docs"));
        Files.writeString(repository.resolve("docs/errors.md"), """
                # Errors
                `not_in_a_table` is only mentioned.

                | Code | Status | Retry |
                |------|--------|-------|
                | `node_lost` | 502 | yes, see `another_column` |
                | `model_unknown` | 404 | no |

                | Header | Meaning |
                |---|---|
                | `Retry-After` | seconds |
                """);
    }

    @Test
    void a_page_with_exactly_the_codes_is_complete() {
        List<String> codes = List.of("model_unknown", "node_lost");

        assertThatCode(() -> ErrorsPage.assertComplete(codes, module)).doesNotThrowAnyException();
    }

    @Test
    void a_code_that_the_page_does_not_list_is_named() {
        List<String> codes = List.of("model_unknown", "node_lost", "not_in_a_table");

        assertThatThrownBy(() -> ErrorsPage.assertComplete(codes, module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("errors.md")
                .hasMessageContaining("does not list: [not_in_a_table];");
    }

    @Test
    void a_listed_code_that_nobody_sends_is_named() {
        List<String> codes = List.of("model_unknown");

        assertThatThrownBy(() -> ErrorsPage.assertComplete(codes, module))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("lists what the code does not know: [node_lost]");
    }

    @Test
    void a_missing_page_is_a_failure() throws IOException {
        Files.delete(repository.resolve("docs/errors.md"));

        assertThatThrownBy(() -> ErrorsPage.assertComplete(List.of(), module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no page");
    }
}
