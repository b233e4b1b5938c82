package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.fake.Neighbourhood;
import dev.parley.orchestrator.fake.NeighboursTestResource;
import dev.parley.testkit.postgres.PostgresTestResource;
import dev.parley.testkit.redis.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(NeighboursTestResource.class)
class OpenApiTest extends Neighbourhood {

    private static final Path PAGE = Path.of("")
            .toAbsolutePath()
            .resolve("../docs/api/orchestrator.yaml")
            .normalize();

    /** {@code -Dparley.api.write} writes the page anew. */
    @Test
    void the_api_page_says_what_the_orchestrator_serves() throws IOException {
        String served = client.get("/q/openapi").text();
        if (System.getProperty("parley.api.write") != null) {
            Files.writeString(PAGE, served);
        }

        assertThat(served).isEqualTo(Files.readString(PAGE));
    }
}
