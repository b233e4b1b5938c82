package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What is asked of models goes on to the router, in the records of the protocol. */
@QuarkusTest
class ModelsResourceTest extends RunningGateway {

    private static final String NDJSON = "application/x-ndjson";
    private static final String PROGRESS =
            "{\"status\":\"pulling manifest\"}\n{\"status\":\"success\",\"nodes\":[\"node-1\"]}\n";

    private final Scripted router = Behind.router();

    @Test
    void the_progress_of_a_load_is_passed_on_as_it_comes() {
        router.on("POST /internal/models/load", (asked, response) -> {
            response.putHeader("Content-Type", NDJSON).setChunked(true).write(PROGRESS.substring(0, 20));
            router.vertx().setTimer(50, later -> response.end(PROGRESS.substring(20)));
        });

        HttpResponse<String> answer = post("/api/models/load", "{\"model\":\"m:8b\",\"copies\":1}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(NDJSON);
        assertThat(answer.body()).isEqualTo(PROGRESS);
        assertThat(json(router.asked("/internal/models/load").get(0).body().toString()))
                .isEqualTo(json("{\"model\":\"m:8b\",\"copies\":1}"));
    }

    @Test
    void a_load_that_breaks_off_ends_with_an_error() {
        router.on(
                "POST /internal/models/load",
                (asked, response) -> response.putHeader("Content-Type", NDJSON)
                        .setChunked(true)
                        .end("{\"status\":\"pulling manifest\"}\n"));

        HttpResponse<String> answer = post("/api/models/load", "{\"model\":\"m:8b\"}");

        assertThat(answer.body().lines().toList().get(1)).startsWith("{\"error\":");
    }

    @Test
    void what_the_router_refuses_is_passed_on() {
        router.on(
                "POST /internal/models/load",
                403,
                PROBLEM,
                "{\"title\":\"t\",\"status\":403,\"code\":\"model-not-allowed\"}");
        router.on(
                "POST /internal/models/unload",
                409,
                PROBLEM,
                "{\"title\":\"t\",\"status\":409,\"code\":\"model-placed\"}");

        HttpResponse<String> load = post("/api/models/load", "{\"model\":\"m:8b\"}");
        HttpResponse<String> unload = post("/api/models/unload", "{\"model\":\"m:8b\"}", "Content-Type", JSON);

        assertThat(load.statusCode()).isEqualTo(403);
        assertThat(json(load.body()).get("code").asText()).isEqualTo("model-not-allowed");
        assertThat(unload.statusCode()).isEqualTo(409);
        assertThat(json(unload.body()).get("code").asText()).isEqualTo("model-placed");
    }

    @Test
    void a_field_that_is_not_known_is_named() {
        HttpResponse<String> answer = post("/api/models/load", "{\"modell\":\"m:8b\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("unknown-field");
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("modell");
        assertThat(router.asked()).isEmpty();
    }

    @Test
    void one_is_unloaded() {
        router.on("POST /internal/models/unload", 200, JSON, Golden.json("unloaded-model.full"));

        HttpResponse<String> answer = post("/api/models/unload", "{\"model\":\"m:8b\"}", "Content-Type", JSON);

        assertThat(json(answer.body())).isEqualTo(Golden.tree("unloaded-model.full"));
    }

    @Test
    void placements_are_read_and_changed() {
        router.on("GET /internal/models/placements", 200, JSON, Golden.json("placement-reports.full"));
        router.on("PUT /internal/models/placements", 200, JSON, Golden.json("placement-reports.full"));
        String wishes = Golden.json("place-models.full");

        HttpResponse<String> read = get("/api/models/placements");
        HttpResponse<String> changed =
                send("PUT", "/api/models/placements", BodyPublishers.ofString(wishes), "Content-Type", JSON);

        assertThat(json(read.body())).isEqualTo(Golden.tree("placement-reports.full"));
        assertThat(json(changed.body())).isEqualTo(Golden.tree("placement-reports.full"));
        assertThat(json(router.asked("/internal/models/placements")
                        .get(1)
                        .body()
                        .toString()))
                .isEqualTo(json(wishes));
    }
}
