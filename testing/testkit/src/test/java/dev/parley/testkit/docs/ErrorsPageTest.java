package dev.parley.testkit.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testkit.docs.ErrorsPage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsPageTest {

    private static final Row LOST = new Row("node_lost", 502, "A node, see `another_column`, is lost.", true);
    private static final Row UNKNOWN = new Row("model_unknown", 404, "No node has it.", false);
    private static final String PAGE = """
            # Errors
            `not_in_a_table` is only mentioned.

            | Code | Status | Meaning | Retry |
            |------|-------:|---------|-------|
            | `node_lost` | 502 | A node, see `another_column`, is lost. | yes, in a minute |
            | `model_unknown`   | 404 | No node has it. | no |

            | Header | Meaning |
            |---|---|
            | `Retry-After` | seconds |
            """;

    @TempDir
    private Path repository;

    private Path module;

    @BeforeEach
    void a_repository_with_a_page_and_a_module() throws IOException {
        module = Files.createDirectories(repository.resolve("testing/some-module"));
        Files.createFile(repository.resolve("mvnw"));
        Files.createDirectory(repository.resolve("docs"));
        page(PAGE);
    }

    @Test
    void a_page_with_exactly_the_rows_is_complete() {
        assertThatCode(() -> ErrorsPage.assertComplete(List.of(UNKNOWN, LOST), module))
                .doesNotThrowAnyException();
    }

    @Test
    void a_code_that_the_page_does_not_list_is_named() {
        Row unlisted = new Row("not_in_a_table", 500, "Only mentioned.", false);

        assertThatThrownBy(() -> ErrorsPage.assertComplete(List.of(UNKNOWN, LOST, unlisted), module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("errors.md")
                .hasMessageContaining("does not list: [`not_in_a_table` | 500 | Only mentioned. | no];");
    }

    @Test
    void a_listed_code_that_nobody_sends_is_named() {
        assertThatThrownBy(() -> ErrorsPage.assertComplete(List.of(UNKNOWN), module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lists what the code does not know: [`node_lost` | 502 |");
    }

    @ParameterizedTest
    @CsvSource({"| 404 |,| 400 |", "No node has it.,Nobody has it.", "has it. | no |,has it. | yes |"})
    void a_row_that_says_something_else_is_named(String right, String wrong) throws IOException {
        page(PAGE.replace(right, wrong));

        assertThatThrownBy(() -> ErrorsPage.assertComplete(List.of(UNKNOWN, LOST), module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not list: [`model_unknown` | 404 | No node has it. | no]");
    }

    @Test
    void a_row_that_comes_twice_is_named() throws IOException {
        String row = "| `model_unknown`   | 404 | No node has it. | no |\n";
        page(PAGE.replace(row, row + row));

        assertThatThrownBy(() -> ErrorsPage.assertComplete(List.of(UNKNOWN, LOST), module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lists twice");
    }

    @Test
    void a_missing_page_is_a_failure() throws IOException {
        Files.delete(repository.resolve("docs/errors.md"));

        assertThatThrownBy(() -> ErrorsPage.assertComplete(List.of(), module))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no page");
    }

    private void page(String text) throws IOException {
        Files.writeString(repository.resolve("docs/errors.md"), text);
    }
}
