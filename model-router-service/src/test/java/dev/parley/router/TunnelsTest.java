package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.simulatednode.SimulatedNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TunnelsTest extends RouterTestBase {

    private static final String PHI = RouterClient.CHAT.replace("llama3.2", "phi4");

    private SimulatedNode theirs;
    private RouterClient acme;
    private RouterClient admin;

    @BeforeEach
    void a_tenants_node_runs() {
        theirs = SimulatedNode.builder()
                .name("theirs")
                .models("phi4", "gemma3")
                .instant()
                .slots(8)
                .start();
        acme = new RouterClient(url, Caller.of("acme", "acmeacmeacme", Set.of(Scope.INFERENCE, Scope.NODE)));
        admin = new RouterClient(url, Caller.of("local", "0123456789ab", Set.of(Scope.INFERENCE, Scope.ADMIN)));
    }

    @AfterEach
    void it_goes() {
        acme.send("DELETE", "/internal/tunnels/gpu?url=" + theirs.url(), "");
        theirs.close();
    }

    @Test
    void a_tunnelled_node_serves_its_tenant_with_what_its_token_names() {
        HttpResponse<String> registered = register(acme, "acme", false);

        assertThat(registered.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(registered.body()).getInteger("seconds")).isEqualTo(3);
        assertThat(acme.post("/api/chat", PHI).statusCode()).isEqualTo(200);
        assertThat(acme.get("/api/tags").body()).contains("phi4").doesNotContain("gemma3");
        assertThat(acme.post("/api/chat", PHI.replace("phi4", "gemma3")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void for_other_tenants_it_is_not_there() {
        register(acme, "acme", false);

        assertThat(router.post("/api/chat", PHI).statusCode()).isEqualTo(404);
        assertThat(header(router.post("/api/chat", PHI, "X-Parley-Node", "gpu"), "X-Parley-Error"))
                .isEqualTo("node-unknown");
        assertThat(router.get("/api/tags").body()).doesNotContain("phi4");
        assertThat(router.get("/internal/nodes").body()).doesNotContain("\"gpu\"");
        assertThat(theirs.requests("/api/chat")).isEmpty();
    }

    @Test
    void an_administrator_sees_whose_it_is_and_lets_it_serve_everybody() {
        register(acme, "acme", false);
        JsonObject before = new JsonObject(admin.get("/internal/nodes/gpu").body());

        HttpResponse<String> shared = admin.send("POST", "/internal/nodes/gpu/share", "{\"shared\":true}");

        assertThat(before.getString("tenant")).isEqualTo("acme");
        assertThat(before.getBoolean("shared")).isFalse();
        assertThat(new JsonObject(shared.body()).getBoolean("shared")).isTrue();
        assertThat(router.post("/api/chat", PHI).statusCode()).isEqualTo(200);
        admin.send("POST", "/internal/nodes/gpu/share", "{\"shared\":false}");
        assertThat(router.post("/api/chat", PHI).statusCode()).isEqualTo(404);
    }

    @Test
    void a_tunnel_that_is_not_said_again_lapses() {
        register(acme, "acme", false);

        await().atMost(Duration.ofSeconds(6))
                .until(() -> admin.get("/internal/nodes/gpu").statusCode() == 404);
    }

    @Test
    void nobody_registers_for_another_tenant_or_for_everybody() {
        HttpResponse<String> foreign = register(acme, "umbrella", false);
        HttpResponse<String> everybody = register(acme, "acme", true);
        HttpResponse<String> withoutScope = register(router, "local", false);

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(everybody.statusCode()).isEqualTo(403);
        assertThat(withoutScope.statusCode()).isEqualTo(403);
    }

    @Test
    void a_name_that_a_node_has_is_not_a_tunnels() {
        HttpResponse<String> taken = acme.send(
                "PUT",
                "/internal/tunnels/alpha",
                "{\"url\":\"" + theirs.url() + "\",\"tenant\":\"acme\",\"models\":[\"*\"]}");

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("\"node-exists\"");
    }

    private HttpResponse<String> register(RouterClient by, String tenant, boolean shared) {
        return by.send(
                "PUT",
                "/internal/tunnels/gpu",
                "{\"url\":\"" + theirs.url() + "\",\"tenant\":\"" + tenant + "\",\"models\":[\"phi4\"],\"shared\":"
                        + shared + "}");
    }
}
