package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.simulatednode.SimulatedNode;
import dev.parley.simulatednode.settings.Mode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class NodeAdministrationTest extends RouterTestBase {

    private static final String PHI = RouterClient.CHAT.replace("llama3.2", "phi4");

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private SimulatedNode extra;
    private RouterClient admin;

    @BeforeEach
    void a_node_runs_that_nobody_knows() {
        extra = SimulatedNode.builder()
                .name("extra")
                .models("phi4")
                .instant()
                .slots(8)
                .start();
        admin = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.INFERENCE, Scope.ADMIN)));
    }

    @AfterEach
    void it_goes() {
        postgres.start();
        await().until(() -> admin.send("DELETE", "/internal/nodes/extra", "").statusCode() != 503);
        extra.close();
    }

    @Test
    void a_node_that_is_added_serves_at_once() {
        HttpResponse<String> added = add();

        JsonObject report = new JsonObject(added.body());
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(report.getString("source")).isEqualTo("admin");
        assertThat(report.getString("url")).isEqualTo(extra.url().toString());
        assertThat(report.getInteger("max_concurrent")).isEqualTo(3);
        assertThat(admin.post("/api/chat", PHI).statusCode()).isEqualTo(200);
    }

    @Test
    void a_node_that_is_changed_is_known_as_it_is_said() {
        add();

        HttpResponse<String> changed =
                admin.send("PATCH", "/internal/nodes/extra", "{\"max_concurrent\":7,\"capabilities\":[\"coding\"]}");

        JsonObject report = new JsonObject(changed.body());
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(report.getInteger("max_concurrent")).isEqualTo(7);
        assertThat(report.getJsonArray("capabilities")).containsExactly("coding");
        assertThat(report.getString("url")).isEqualTo(extra.url().toString());
    }

    @Test
    void a_node_that_is_removed_serves_no_more() {
        add();

        HttpResponse<String> removed = admin.send("DELETE", "/internal/nodes/extra", "");

        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(admin.get("/internal/nodes/extra").statusCode()).isEqualTo(404);
        assertThat(admin.post("/api/chat", PHI).statusCode()).isEqualTo(404);
    }

    @Test
    void a_configured_node_is_drained_and_resumed() {
        HttpResponse<String> drained = admin.post("/internal/nodes/coder/drain", "");
        JsonObject report = new JsonObject(drained.body());
        var asked = CompletableFuture.supplyAsync(() -> router.chatOn("coder"));
        await().during(Duration.ofMillis(300)).until(() -> !asked.isDone());
        JsonObject resumed =
                new JsonObject(admin.post("/internal/nodes/coder/resume", "").body());

        assertThat(drained.statusCode()).isEqualTo(200);
        assertThat(report.getBoolean("drained")).isTrue();
        assertThat(report.getString("unroutable")).isEqualTo("drained");
        assertThat(report.getString("state")).isEqualTo("draining");
        assertThat(resumed.getBoolean("drained")).isFalse();
        assertThat(asked.join().statusCode()).isEqualTo(200);
    }

    @Test
    void a_drained_node_finishes_what_it_holds() {
        nodes.alpha().set("mode", Mode.LOREM);
        nodes.alpha().set("burst", false);
        nodes.alpha().set("tokens_per_second", 20);
        nodes.alpha().set("answer_tokens", 30);
        var answer = CompletableFuture.supplyAsync(() -> router.chatOn("alpha"));
        await().until(() -> admin.get("/internal/nodes/alpha").body().contains("\"in_flight\":1"));

        admin.post("/internal/nodes/alpha/drain", "");
        HttpResponse<String> elsewhere = router.post("/api/chat", RouterClient.CHAT);

        assertThat(header(elsewhere, "X-Parley-Node")).isEqualTo("beta");
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("\"done\":true");
        admin.post("/internal/nodes/alpha/resume", "");
    }

    @Test
    void what_is_configured_can_not_be_changed_or_removed() {
        HttpResponse<String> removed = admin.send("DELETE", "/internal/nodes/coder", "");
        HttpResponse<String> changed = admin.send("PATCH", "/internal/nodes/coder", "{\"max_concurrent\":1}");

        assertThat(removed.statusCode()).isEqualTo(409);
        assertThat(removed.body()).contains("\"node-configured\"").contains("configuration");
        assertThat(changed.body()).contains("\"node-configured\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"name":"extra"} | 422 | url
                    {"url":"http://10.0.0.5"} | 422 | name
                    {"name":"Not a name","url":"http://10.0.0.5"} | 422 | name
                    {"name":"at-10-0-0-5-80","url":"http://10.0.0.5"} | 422 | name
                    {"name":"extra","url":"ftp://10.0.0.5"} | 422 | url
                    {"name":"extra","url":"http://10.0.0.5/api"} | 422 | url
                    {"name":"extra","url":"http://10.0.0.5","max_concurrent":0} | 422 | max_concurrent
                    {"name":"extra","url":"http://10.0.0.5","model":"a b"} | 422 | model
                    {"name":"extra","url":"http://10.0.0.5","capabilities":["A B"]} | 422 | capabilities
                    {"name":"extra","url":"http://10.0.0.5","kind":"other"} | 400 | kind
                    {"name":"coder","url":"http://10.0.0.5"} | 409 | node-exists
                    """)
    void what_is_no_node_is_refused_with_its_field(String body, int status, String told) {
        HttpResponse<String> refused = admin.send("POST", "/internal/nodes", body);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains('"' + told + '"');
    }

    @Test
    void an_address_that_a_configured_node_has_is_refused() {
        HttpResponse<String> refused = admin.send(
                "POST",
                "/internal/nodes",
                "{\"name\":\"extra\",\"url\":\"" + nodes.coder().url() + "/v1\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"node-exists\"");
    }

    @Test
    void who_is_no_administrator_changes_nothing_and_sees_no_address() {
        HttpResponse<String> drained = router.post("/internal/nodes/coder/drain", "");
        HttpResponse<String> seen = router.get("/internal/nodes/coder");

        assertThat(drained.statusCode()).isEqualTo(403);
        assertThat(drained.body()).contains("\"scope-missing\"");
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body()).doesNotContain("127.0.0.1").doesNotContain("\"url\"");
    }

    @Test
    void while_the_database_is_away_requests_are_served_and_changes_are_refused() {
        add();
        postgres.stop();
        await().until(() -> !health().contains("\"current\""));

        HttpResponse<String> chat = router.post("/api/chat", PHI);
        HttpResponse<String> drained = admin.post("/internal/nodes/coder/drain", "");

        assertThat(chat.statusCode()).isEqualTo(200);
        assertThat(drained.statusCode()).isEqualTo(503);
        assertThat(drained.body()).contains("\"store-unavailable\"");
        assertThat(health()).contains("\"status\": \"UP\"");
        postgres.start();
        await().until(() -> health().contains("\"current\""));
        assertThat(admin.post("/internal/nodes/coder/resume", "").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> add() {
        return admin.send(
                "POST", "/internal/nodes", "{\"name\":\"extra\",\"url\":\"" + extra.url() + "\",\"max_concurrent\":3}");
    }

    private String health() {
        return new RouterClient(management).get("/q/health/ready").body();
    }
}
