package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Said;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of nodes goes on to the router, in the records of the protocol. */
@QuarkusTest
class NodesResourceTest extends RunningGateway {

    private static final String REPORT = Golden.json("node-report.full");

    private final Scripted router = Behind.router();

    @BeforeEach
    void answer() {
        router.otherwise((asked, response) -> {
            boolean all =
                    asked.uri().equals("/internal/nodes") && asked.method().equals("GET");
            boolean nothing = asked.method().equals("DELETE");
            response.setStatusCode(nothing ? 204 : 200).putHeader("Content-Type", JSON);
            if (nothing) {
                response.end();
            } else {
                response.end(all ? Golden.json("node-reports.full") : REPORT);
            }
        });
    }

    @Test
    void they_are_listed() {
        HttpResponse<String> answer = get("/api/nodes");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body())).isEqualTo(Golden.tree("node-reports.full"));
        assertThat(Said.ofCaller(router.asked("/internal/nodes").get(0).headers())
                        .getString("tenant"))
                .isEqualTo("local");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nodes/node-1,/internal/nodes/node-1",
        "POST,/api/nodes/node-1/drain,/internal/nodes/node-1/drain",
        "POST,/api/nodes/node-1/resume,/internal/nodes/node-1/resume"
    })
    void one_of_them_is_asked_about_and_steered(String method, String path, String behind) {
        HttpResponse<String> answer = send(method, path, BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body())).isEqualTo(json(REPORT));
        assertThat(router.asked(behind))
                .singleElement()
                .satisfies(asked -> assertThat(asked.method()).isEqualTo(method));
    }

    @Test
    void one_is_added() {
        String node = Golden.json("node-request.full");

        HttpResponse<String> answer = post("/api/nodes", node, "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Location"))
                .endsWith("/api/nodes/" + json(REPORT).get("name").asText());
        assertThat(json(router.asked("/internal/nodes").get(0).body().toString()))
                .isEqualTo(json(node));
    }

    @Test
    void one_is_changed_shared_and_removed() {
        HttpResponse<String> changed = send(
                "PATCH", "/api/nodes/node-1", BodyPublishers.ofString("{\"max_concurrent\":3}"), "Content-Type", JSON);
        HttpResponse<String> shared = post("/api/nodes/node-1/share", "{\"shared\":true}", "Content-Type", JSON);
        HttpResponse<String> removed = send("DELETE", "/api/nodes/node-1", BodyPublishers.noBody());

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(shared.statusCode()).isEqualTo(200);
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(json(get("/api/audit?limit=1").body())
                        .at("/entries/0/action")
                        .asText())
                .isEqualTo("node.shared");
        assertThat(router.asked("/internal/nodes/node-1"))
                .extracting(asked -> asked.method() + " " + asked.body())
                .containsExactly("PATCH {\"max_concurrent\":3}", "DELETE ");
        assertThat(router.asked("/internal/nodes/node-1/share").get(0).body().toString())
                .isEqualTo("{\"shared\":true}");
    }

    @Test
    void what_the_router_refuses_is_passed_on() {
        router.on(
                "DELETE /internal/nodes/node-1",
                409,
                PROBLEM,
                "{\"title\":\"t\",\"status\":409,\"code\":\"node-configured\"}");

        HttpResponse<String> answer = send("DELETE", "/api/nodes/node-1", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("node-configured");
    }

    @Test
    void a_field_that_is_not_known_is_named() {
        HttpResponse<String> answer = post("/api/nodes", "{\"adress\":\"http://h:1\"}", "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).get("code").asText()).isEqualTo("unknown-field");
        assertThat(router.asked("/internal/nodes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nodes/a%2Fb", "/api/nodes/%2e%2e%2f", "/api/nodes/a%20b", "/api/nodes/a%3fb"})
    void what_is_no_name_leads_nowhere_else(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(router.asked()).isEmpty();
    }
}
