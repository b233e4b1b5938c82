package dev.parley.testkit.docs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {

    private static final String ROWS = """
            | Property | Default | Meaning |
            |---|---|---|
            | `kitchen.heartbeat.grace` | `15s` | silence that counts as loss |
            | `kitchen.nodes.*.url` | | where a node listens |
            | `kitchen.nodes.*.labels.*` | | what to know about it |
            | `kitchen.hosts` | | names answered to |
            | `kitchen.ovens[*].heat`, `kitchen.ovens[*].doors` | | two at once |
            | `kitchen.secret` | | shared by the services |
            | `pantry.shelves` | 3 | of another mapping |
            """;

    @ConfigMapping(prefix = "kitchen")
    interface KitchenConfig {
        Heartbeat heartbeat();

        Map<String, Node> nodes();

        List<String> hosts();

        List<Oven> ovens();

        Optional<String> secret();

        interface Oven {
            int heat();

            int doors();
        }

        interface Heartbeat {
            @WithDefault("15s")
            Duration grace();
        }

        interface Node {
            String url();

            Map<String, String> labels();
        }
    }

    @TempDir
    private Path repository;

    @BeforeEach
    void a_repository_with_a_folder_for_pages() throws IOException {
        Files.createFile(repository.resolve("mvnw"));
        Files.createDirectory(repository.resolve("docs"));
    }

    @Test
    void a_page_with_every_setting_is_complete() throws IOException {
        page(ROWS);

        assertThatCode(() -> ConfigurationPage.assertComplete(repository, KitchenConfig.class))
                .doesNotThrowAnyException();
    }

    @Test
    void a_setting_that_the_page_does_not_list_is_named() throws IOException {
        page(ROWS.replace("`kitchen.heartbeat.grace`", "`kitchen.heartbeat.grace-period`"));

        assertThatThrownBy(() -> ConfigurationPage.assertComplete(repository, KitchenConfig.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not list: [kitchen.heartbeat.grace];");
    }

    @Test
    void a_listed_setting_that_no_mapping_has_is_named() throws IOException {
        page(ROWS + "| `kitchen.oven` | | was sold |\n");

        assertThatThrownBy(() -> ConfigurationPage.assertComplete(repository, KitchenConfig.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageEndingWith("lists what the code does not know: [kitchen.oven]");
    }

    private void page(String text) throws IOException {
        Files.writeString(repository.resolve("docs/configuration.md"), text);
    }
}
