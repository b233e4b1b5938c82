package dev.parley.ideas.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@RegistryTest
class OpenApiTest {

    private static final Path PAGE =
            Path.of("").toAbsolutePath().resolve("../docs/api/ideas.yaml").normalize();

    /** {@code -Dparley.api.write} writes the page anew. */
    @Test
    void the_api_page_says_what_the_registry_serves() throws IOException {
        String served = RegistryClient.ofNewConversation()
                .request()
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (System.getProperty("parley.api.write") != null) {
            Files.writeString(PAGE, served);
        }

        assertThat(served).isEqualTo(Files.readString(PAGE));
    }
}
