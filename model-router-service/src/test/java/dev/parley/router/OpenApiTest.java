package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends RouterTestBase {

    private static final Path PAGE =
            Path.of("").toAbsolutePath().resolve("../docs/api/router.yaml").normalize();

    /** {@code -Dparley.api.write} writes the page anew. */
    @Test
    void the_api_page_says_what_the_router_serves() throws IOException {
        String served = router.get("/q/openapi").body();
        if (System.getProperty("parley.api.write") != null) {
            Files.writeString(PAGE, served);
        }

        assertThat(served).isEqualTo(Files.readString(PAGE));
    }
}
