package dev.parley.testkit.docs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code docs/errors.md}, the catalogue of every error code: a table whose first heading is <em>Code</em>, with a code span,
 * the status, one sentence, and whether the same request may succeed later: {@code yes} or {@code no}, and after a comma
 * perhaps when.
 */
public final class ErrorsPage {

    private static final Pattern REMARK = Pattern.compile("(\\| (?:yes|no)), [^|]*$");

    private ErrorsPage() {}

    /**
     * One row.
     *
     * @param code as spelled on the wire
     * @param title the sentence that callers read
     * @param retryable whether the same request may succeed later
     */
    public record Row(String code, int status, String title, boolean retryable) {

        String written() {
            return "`%s` | %d | %s | %s".formatted(code, status, title, retryable ? "yes" : "no");
        }
    }

    /**
     * Fails for an error that the page does not list, lists otherwise or twice, and for a listed one that is not among
     * {@code rows}.
     *
     * @param rows every error that may reach a caller
     */
    public static void assertComplete(Collection<Row> rows) {
        assertComplete(rows, Path.of(""));
    }

    static void assertComplete(Collection<Row> rows, Path start) {
        DocumentationPage page = DocumentationPage.named("errors.md", start);
        Set<String> known = rows.stream().map(Row::written).collect(Collectors.toSet());
        page.compare(page.rows("Code").stream().map(ErrorsPage::withoutRemark).collect(Collectors.toSet()), known);
    }

    private static String withoutRemark(String row) {
        return REMARK.matcher(row).replaceFirst("$1");
    }
}
