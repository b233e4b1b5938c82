package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.RunningGateway;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest extends RunningGateway {

    private static final Path PAGE =
            Path.of("").toAbsolutePath().resolve("../docs/api/gateway.yaml").normalize();

    /** {@code -Dparley.api.write} writes the page anew. */
    @Test
    void the_api_page_says_what_the_gateway_serves() throws IOException {
        String served = get("/q/openapi").body();
        if (System.getProperty("parley.api.write") != null) {
            Files.writeString(PAGE, served);
        }

        assertThat(served).isEqualTo(Files.readString(PAGE));
    }

    @Test
    void relayed_paths_are_described_beside_our_own() {
        String served = get("/q/openapi").body();

        for (InferencePath path : InferencePath.SERVED) {
            assertThat(served).contains("\n  " + path.path() + ":\n");
        }
        assertThat(served).contains("/api/conversations/start:").contains("/ws/conversations/{id}:");
    }

    @Test
    void there_is_a_page_to_try_it_on() {
        HttpResponse<String> page = get("/q/swagger-ui/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
    }
}
