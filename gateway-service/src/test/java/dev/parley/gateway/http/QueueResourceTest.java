package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueueResourceTest extends RunningGateway {

    private final Scripted router = Behind.router();

    @Test
    void the_queues_of_all_routers_are_shown() {
        router.on("GET /internal/queue", 200, JSON, Golden.json("queue-report.full"));

        HttpResponse<String> answer = get("/api/queue");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body()).at("/routers/0")).isEqualTo(Golden.tree("queue-report.full"));
        assertThat(json(answer.body()).at("/unreached")).isEmpty();
    }

    @Test
    void a_router_that_is_away_is_named() {
        router.on("GET /internal/queue", (asked, response) -> response.reset());

        HttpResponse<String> answer = get("/api/queue");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body()).at("/routers")).isEmpty();
        assertThat(json(answer.body()).at("/unreached")).hasSize(1);
    }
}
