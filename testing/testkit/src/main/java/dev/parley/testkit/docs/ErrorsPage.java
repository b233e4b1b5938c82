package dev.parley.testkit.docs;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

/**
 * {@code docs/errors.md}, the catalogue of every error code. A code is listed in the first column of a table whose first
 * heading is <em>Code</em>, as a code span.
 */
public final class ErrorsPage {

    private ErrorsPage() {}

    /**
     * Fails for a code that the page does not list, and for a listed code that is not in {@code codes}.
     *
     * @param codes every code that may reach a caller, as spelled on the wire
     */
    public static void assertComplete(Collection<String> codes) {
        assertComplete(codes, Path.of(""));
    }

    static void assertComplete(Collection<String> codes, Path start) {
        DocumentationPage page = DocumentationPage.named("errors.md", start);
        page.compare(page.firstColumn("Code"), Set.copyOf(codes));
    }
}
