package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DoorTest extends RunningGateway {

    private static String request(String method, String path, String host, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n"
                + String.join("", headers) + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations",
                CONVERSATION + "/events",
                "/ws/conversations/" + ID,
                "/ui/",
                "/q/openapi",
                "/q/swagger-ui/"
            })
    void a_foreign_name_is_refused_with_a_problem_on_our_paths(String path) {
        String answer = raw(request("GET", path, "evil.example:8080"));

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains(PROBLEM).contains("\"code\":\"host-not-allowed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/tags", "/api/chat", "/v1/models", "/nope"})
    void a_foreign_name_is_refused_without_a_word_on_the_paths_of_others(String path) {
        String answer = raw(request("GET", path, "evil.example:8080"));

        assertThat(answer).startsWith("HTTP/1.1 403 ").endsWith("\r\n\r\n").containsIgnoringCase("content-length: 0");
        assertThat(Behind.router().asked(path)).isEmpty();
    }

    @Test
    void a_foreign_name_opens_no_socket() {
        String answer = raw(request(
                "GET",
                "/ws/conversations/" + ID,
                "evil.example",
                "Upgrade: websocket\r\nConnection: Upgrade\r\n",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("host-not-allowed");
    }

    @Test
    void names_of_this_machine_are_welcome() {
        String answer = raw(request("GET", "/", "localhost:11434"));

        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("Ollama is running");
    }

    @Test
    void a_page_of_this_machine_may_ask_and_is_told_so() {
        HttpResponse<String> answer = get("/", "Origin", "http://localhost:3000");
        HttpResponse<String> preflight = send(
                "OPTIONS",
                "/api/chat",
                BodyPublishers.noBody(),
                "Origin",
                "http://localhost:3000",
                "Access-Control-Request-Method",
                "POST");

        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(header(answer, "Vary")).isEqualTo("Origin");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(header(preflight, "Access-Control-Allow-Methods"))
                .isEqualTo("GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS");
        assertThat(header(preflight, "Access-Control-Allow-Headers"))
                .startsWith("Authorization,Content-Type,User-Agent,Accept,X-Requested-With,Openai-Beta,")
                .doesNotContain("api-key");
        assertThat(header(preflight, "Access-Control-Max-Age")).isEqualTo("43200");
        assertThat(preflight.headers().allValues("Vary"))
                .containsExactly("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
    }

    @Test
    void our_own_paths_also_take_what_they_understand() {
        HttpResponse<String> preflight = send(
                "OPTIONS",
                "/api/conversations/start",
                BodyPublishers.noBody(),
                "Origin",
                "http://localhost:3000",
                "Access-Control-Request-Method",
                "POST");

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Idempotency-Key", "Last-Event-ID");
    }

    @Test
    void a_page_of_another_site_is_refused() {
        HttpResponse<String> theirs = post("/api/chat", "{}", "Origin", "https://evil.example");
        HttpResponse<String> ours = post("/api/conversations/start", "{}", "Origin", "https://evil.example");

        assertThat(theirs.statusCode()).isEqualTo(403);
        assertThat(theirs.body()).isEmpty();
        assertThat(ours.statusCode()).isEqualTo(403);
        assertThat(json(ours.body()).get("code").asText()).isEqualTo("origin-not-allowed");
        assertThat(Behind.router().asked("/api/chat")).isEmpty();
    }

    @Test
    void our_own_page_needs_no_permission() {
        HttpResponse<String> answer = get("/", "Origin", "http://" + authority());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    }
}
