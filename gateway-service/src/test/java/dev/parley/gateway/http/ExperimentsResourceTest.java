package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aliases and prices go on to the router in the records of the protocol, and who changed them is written down. */
@QuarkusTest
class ExperimentsResourceTest extends RunningGateway {

    private final Scripted router = Behind.router();
    private final String admin = "{\"key\":\"" + UUID.randomUUID() + "\",\"all\":true}";

    @ParameterizedTest
    @CsvSource({
        "experiments,experiment-reports.full,set-experiments.full,experiments.set",
        "prices,price-table.full,set-prices.full,prices.set"
    })
    void they_are_read_changed_and_written_down(String what, String report, String request, String action) {
        router.on("GET /internal/" + what, 200, JSON, Golden.json(report));
        router.on("PUT /internal/" + what, 200, JSON, Golden.json(report));

        HttpResponse<String> read = get("/api/" + what);
        HttpResponse<String> changed = put(what, Golden.json(request));

        assertThat(json(read.body())).isEqualTo(Golden.tree(report));
        assertThat(json(changed.body())).isEqualTo(Golden.tree(report));
        assertThat(json(router.asked("/internal/" + what).get(1).body().toString()))
                .isEqualTo(Golden.tree(request));
        JsonNode entry = lastDeed();
        assertThat(entry.get("action").asText()).isEqualTo(action);
        assertThat(admin).contains(entry.get("actor").asText());
        assertThat(entry.get("detail")).isEqualTo(Golden.tree(request));
    }

    @Test
    void what_the_router_refuses_is_passed_on_and_not_written_down() {
        router.on(
                "PUT /internal/experiments",
                409,
                PROBLEM,
                "{\"title\":\"t\",\"status\":409,\"code\":\"alias-shadows\",\"field\":\"aliases[0].name\"}");

        HttpResponse<String> refused = put("experiments", Golden.json("set-experiments.full"));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused.body()).get("code").asText()).isEqualTo("alias-shadows");
        assertThat(json(refused.body()).get("field").asText()).isEqualTo("aliases[0].name");
        assertThat(admin).doesNotContain(lastDeed().path("actor").asText("nobody"));
    }

    @Test
    void a_field_that_is_not_known_is_named() {
        HttpResponse<String> answer = put("experiments", "{\"aliases\":[{\"name\":\"a\",\"weigth\":1}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("field").asText()).isEqualTo("aliases[0].weigth");
        assertThat(router.asked()).isEmpty();
    }

    @Test
    void without_a_router_it_is_said() {
        router.on("GET /internal/experiments", (asked, response) -> response.reset());

        HttpResponse<String> answer = get("/api/experiments");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("service-unavailable");
    }

    private HttpResponse<String> put(String what, String body) {
        return send("PUT", "/api/" + what, BodyPublishers.ofString(body), "Content-Type", JSON, TestKeys.HEADER, admin);
    }

    private JsonNode lastDeed() {
        return json(get("/api/audit?limit=1", TestKeys.HEADER, admin).body()).at("/entries/0");
    }
}
