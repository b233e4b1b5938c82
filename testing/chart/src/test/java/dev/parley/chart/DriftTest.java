package dev.parley.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is made of {@code values.yaml} says what it says. With {@code -Dparley.chart.write=1} it is written instead. */
class DriftTest {

    private static final String BEGIN = "<!-- values: made of values.yaml -->\n";
    private static final String END = "<!-- end of values -->\n";

    private final ValuesDocument values = new ValuesDocument(Chart.read(Chart.FOLDER.resolve("values.yaml")));

    @Test
    void every_value_is_described() {
        assertThat(values.untold()).isEmpty();
    }

    @Test
    void the_schema_says_what_the_values_say() throws IOException {
        same(Chart.FOLDER.resolve("values.schema.json"), values.schema());
    }

    @Test
    void the_readme_says_what_the_values_say() throws IOException {
        Path file = Chart.FOLDER.resolve("README.md");
        String now = Chart.read(file);
        assertThat(now).contains(BEGIN, END);

        String due = now.substring(0, now.indexOf(BEGIN) + BEGIN.length())
                + values.table()
                + now.substring(now.indexOf(END));

        same(file, due);
    }

    static void same(Path file, String due) throws IOException {
        if (System.getProperty("parley.chart.write") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, due);
        }
        assertThat(file)
                .as("written anew by ./mvnw -pl testing/chart test -Dtest=DriftTest -Dparley.chart.write=1")
                .hasContent(due);
    }
}
