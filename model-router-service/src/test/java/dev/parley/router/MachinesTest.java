package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.node.MachineTarget;
import dev.parley.protocol.node.ResolveMachines;
import dev.parley.router.node.NodeId;
import dev.parley.simulatednode.SimulatedNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MachinesTest extends RouterTestBase {

    @Test
    void a_registered_address_is_its_nodes_name() {
        JsonObject machine =
                resolve(new MachineTarget("127.0.0.1:" + nodes.alpha().port(), null, "llama3.2"));

        assertThat(machine.getString("node")).isEqualTo("alpha");
        assertThat(machine.getString("model")).isEqualTo("llama3.2");
        assertThat(machine.containsKey("refused")).isFalse();
    }

    @Test
    void without_an_address_the_router_will_choose() {
        JsonArray machines = resolveAll(
                new MachineTarget(null, null, "auto"),
                new MachineTarget(null, null, "task:code"),
                new MachineTarget(null, "coder", "qwen3-coder:30b"));

        assertThat(machines.getJsonObject(0).getMap())
                .containsEntry("model", "auto")
                .doesNotContainKey("node");
        assertThat(machines.getJsonObject(1).getMap()).containsEntry("model", "task:code");
        assertThat(machines.getJsonObject(2).getMap()).containsEntry("node", "coder");
    }

    @Test
    void what_may_not_be_used_is_refused_with_its_code() {
        JsonArray machines = resolveAll(
                new MachineTarget("10.1.2.3:11434", null, "auto"),
                new MachineTarget("169.254.169.254:80", null, "auto"),
                new MachineTarget("localhost:" + nodes.alpha().controlUri().getPort(), null, "auto"),
                new MachineTarget("127.0.0.8:99999", null, "auto"),
                new MachineTarget(null, "nobody", "auto"),
                new MachineTarget(null, "../../x", "auto"),
                new MachineTarget(null, null, "nope"),
                new MachineTarget(null, "alpha", "qwen3-coder:30b"));

        assertThat(machines.stream().map(machine -> ((JsonObject) machine).getString("refused")))
                .containsExactly(
                        "address-not-allowed",
                        "address-not-allowed",
                        "address-not-allowed",
                        "address-not-allowed",
                        "node-unknown",
                        "node-unknown",
                        "model-unknown",
                        "model-unknown");
    }

    @Test
    void an_allowed_address_becomes_a_node_that_can_be_asked() {
        try (SimulatedNode passing = SimulatedNode.builder()
                .host("127.0.0.8")
                .models("passing-model:1b")
                .instant()
                .start()) {
            JsonObject machine = resolve(new MachineTarget("127.0.0.8:" + passing.port(), null, "passing-model:1b"));

            String name = machine.getString("node");
            HttpResponse<String> answer = router.post(
                    "/api/chat", RouterClient.CHAT.replace("llama3.2", "passing-model:1b"), "X-Parley-Node", name);

            assertThat(name).isEqualTo("at-127-0-0-8-" + passing.port());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "X-Parley-Node")).isEqualTo(name);
        }
    }

    @Test
    void a_node_by_address_that_was_forgotten_is_asked_again_by_its_name() {
        try (SimulatedNode passing = SimulatedNode.builder()
                .host("127.0.0.8")
                .models("passing-model:1b")
                .instant()
                .start()) {
            String name = resolve(new MachineTarget("127.0.0.8:" + passing.port(), null, "passing-model:1b"))
                    .getString("node");
            directory.leave(new NodeId(name));

            HttpResponse<String> answer = router.post(
                    "/api/chat", RouterClient.CHAT.replace("llama3.2", "passing-model:1b"), "X-Parley-Node", name);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(header(answer, "X-Parley-Node")).isEqualTo(name);
        }
    }

    @Test
    void a_request_that_is_none_is_told_the_field() {
        HttpResponse<String> none = router.post("/internal/machines/resolve", "{}", "Content-Type", "application/json");
        HttpResponse<String> noModel =
                router.post("/internal/machines/resolve", "{\"machines\":[{}]}", "Content-Type", "application/json");

        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("\"field\":\"machines\"");
        assertThat(noModel.body()).contains("\"field\":\"machines[0].model\"");
    }

    private JsonObject resolve(MachineTarget target) {
        return resolveAll(target).getJsonObject(0);
    }

    private JsonArray resolveAll(MachineTarget... targets) {
        HttpResponse<String> answer = router.post(
                "/internal/machines/resolve",
                Json.encode(new ResolveMachines(List.of(targets))),
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("machines");
    }
}
