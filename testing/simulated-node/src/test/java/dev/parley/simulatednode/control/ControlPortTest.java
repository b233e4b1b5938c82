package dev.parley.simulatednode.control;

import static dev.parley.simulatednode.Requests.CHAT;
import static dev.parley.simulatednode.Requests.chat;
import static dev.parley.simulatednode.Requests.wholeChat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.simulatednode.RawClient;
import dev.parley.simulatednode.SimulatedNodeExtension;
import dev.parley.simulatednode.settings.Mode;
import dev.parley.simulatednode.settings.NodeSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlPortTest {

    @RegisterExtension
    static final SimulatedNodeExtension extension =
            SimulatedNodeExtension.extension().instant().mode(Mode.ECHO).build();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void the_state_counts_what_happened() throws Exception {
        RawClient.post(extension.node(), CHAT, chat("one two"));

        JsonNode state = JSON.readTree(call("GET", "/state", "").body());

        assertThat(state.path("accepting").asBoolean()).isTrue();
        assertThat(state.path("open_streams").asInt()).isZero();
        assertThat(state.path("loaded").path(0).path("model").asText()).isEqualTo("llama3.2:latest");
        assertThat(state.path("loaded").path(0).path("slots").asInt()).isEqualTo(1);
        assertThat(state.path("counters").path("generations_finished").asInt()).isEqualTo(1);
        assertThat(state.path("requests").path(CHAT).asInt()).isEqualTo(1);
        assertThat(state.path("max_concurrent").path("llama3.2:latest").asInt()).isEqualTo(1);
    }

    @Test
    void faults_come_and_go() throws Exception {
        HttpResponse<String> made =
                call("POST", "/faults", "{\"fault\":\"F19\",\"status\":502,\"model\":\"llama3.2\"}");
        String id = JSON.readTree(made.body()).path("id").asText();

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(502);
        assertThat(JSON.readTree(call("GET", "/faults", "").body())
                        .path(id)
                        .path("struck")
                        .asInt())
                .isEqualTo(1);
        assertThat(call("DELETE", "/faults/" + id, "").statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/faults/" + id, "").statusCode()).isEqualTo(404);
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void a_closed_port_is_closed_when_the_answer_comes_and_open_again_after_the_next() throws Exception {
        call("POST", "/faults", "{\"fault\":\"F01\"}");
        boolean refused = refuses();

        call("DELETE", "/faults", "");

        assertThat(refused).isTrue();
        assertThat(refuses()).isFalse();
    }

    private static boolean refuses() {
        try (RawClient client = RawClient.connect(extension.node())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void requests_are_told_with_bodies_and_outcomes() throws Exception {
        RawClient.post(extension.node(), CHAT, chat("first"));
        RawClient.post(extension.node(), CHAT, chat("second"));

        JsonNode last =
                JSON.readTree(call("GET", "/requests?last=1", "").body()).path("requests");

        assertThat(last).hasSize(1);
        assertThat(last.path(0).path("body").asText()).isEqualTo(chat("second"));
        assertThat(last.path(0).path("outcome").asText()).isEqualTo("completed");
        assertThat(last.path(0).path("records").asInt()).isEqualTo(2);
        assertThat(last.path(0).path("received_at").asText()).endsWith("Z");
    }

    @Test
    void every_setting_may_be_read_and_changed() throws Exception {
        JsonNode before = JSON.readTree(call("GET", "/settings", "").body());

        JsonNode after = JSON.readTree(
                call("PUT", "/settings", "{\"mode\":\"lorem\",\"answer_tokens\":3,\"tokens_per_second\":5}")
                        .body());

        assertThat(before.properties()).hasSameSizeAs(NodeSettings.names());
        assertThat(after.path("tokens_per_second").asDouble()).isEqualTo(5);
        assertThat(RawClient.post(extension.node(), CHAT, wholeChat("x")).body())
                .contains("\"eval_count\":3");
    }

    @Test
    void a_setting_that_cannot_be_is_refused_with_its_name() throws Exception {
        assertThat(call("PUT", "/settings", "{\"speed\":1}").body()).contains("speed: unknown setting");
        assertThat(call("PUT", "/settings", "{\"slots\":0}").body()).contains("slots: 0.0 (expected: >= 1.0)");
        assertThat(call("PUT", "/settings", "{\"mode\":\"poem\"}").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/faults", "{\"fault\":\"F99\"}").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/faults", "{\"fault\":\"F08\",\"when\":1}").body())
                .contains("when");
        assertThat(call("POST", "/faults", "oops").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void texts_may_be_put_in() throws Exception {
        call("PUT", "/settings", "{\"mode\":\"script\"}");
        call("POST", "/script", "{\"texts\":[\"said before\"]}");

        assertThat(RawClient.post(extension.node(), CHAT, wholeChat("x")).body())
                .contains("said before");
    }

    @Test
    void a_model_may_be_installed() throws Exception {
        call("POST", "/models", "{\"model\":\"mistral:7b=completion\"}");

        assertThat(RawClient.get(extension.node(), "/api/tags").body()).contains("\"name\":\"mistral:7b\"");
    }

    @Test
    void a_reset_takes_everything_back_to_the_start() throws Exception {
        call("POST", "/faults", "{\"fault\":\"F17\"}");
        call("PUT", "/settings", "{\"name\":\"other\"}");
        call("POST", "/models", "{\"model\":\"mistral:7b\"}");

        call("POST", "/reset", "");

        assertThat(extension.node().name()).isEqualTo("sim");
        assertThat(extension.node().requests()).isEmpty();
        assertThat(RawClient.get(extension.node(), "/api/tags").body()).doesNotContain("mistral");
        assertThat(RawClient.post(extension.node(), CHAT, chat("hi")).status()).isEqualTo(200);
    }

    @Test
    void a_kill_closes_the_ollama_port_and_a_restart_opens_it() throws Exception {
        call("POST", "/kill", "");
        boolean refused = refuses();

        call("POST", "/restart", "");

        assertThat(refused).isTrue();
        assertThat(RawClient.get(extension.node(), "/").status()).isEqualTo(200);
    }

    @Test
    void ollama_clients_never_see_the_control_surface() throws IOException {
        assertThat(RawClient.get(extension.node(), "/_simulate/state").status()).isEqualTo(404);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        extension.node().controlUri().resolve("/_simulate" + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
