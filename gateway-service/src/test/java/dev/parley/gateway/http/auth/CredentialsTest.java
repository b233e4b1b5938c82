package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a caller may show a key, and what it is told if that is no good. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class CredentialsTest extends GuardedGateway {

    private static final String UNKNOWN = "pk_aaaaaaaaaaaa_" + "A".repeat(43);

    @BeforeEach
    void answer() {
        Behind.router().on("POST /api/chat", 200, "application/x-ndjson", "{\"done\":true}\n");
        Behind.router().on("GET /api/tags", 200, JSON, "{\"models\":[]}");
        Behind.orchestrator().on("POST /api/conversations/start", 201, JSON, Golden.json("conversation.full"));
    }

    @Test
    void a_body_is_whole_after_its_key_had_to_be_looked_up() {
        String[] key = bearer(key("local", "inference"));
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "x".repeat(1_000_000) + "\"}]}";

        HttpResponse<String> answer = post("/api/chat", body, key);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Behind.router().asked("/api/chat").get(0).body().toString()).isEqualTo(body);
    }

    @Test
    void a_body_of_our_own_is_whole_after_its_key_had_to_be_looked_up() {
        String[] key = bearer(key("local", "conversations"));
        String body = Golden.json("start-conversation.full");

        HttpResponse<String> answer = post("/api/conversations/start", body, with(key, "Content-Type", JSON));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(Behind.orchestrator()
                        .asked("/api/conversations/start")
                        .get(0)
                        .body()
                        .toString()))
                .isEqualTo(json(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization:bearer %s", "Authorization:Bearer  %s", "x-api-key:%s", "X-Api-Key: %s"})
    void a_key_may_come_in_either_header(String header) {
        String[] shown = header.formatted(BOOTSTRAP).split(":", 2);

        HttpResponse<String> answer = get("/api/tags", shown);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void the_same_key_twice_is_one_and_two_are_refused() {
        HttpResponse<String> same = get("/api/tags", with(bearer(BOOTSTRAP), "x-api-key", BOOTSTRAP));
        HttpResponse<String> two = get("/api/conversations", with(bearer(BOOTSTRAP), "x-api-key", UNKNOWN));

        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(code(two)).isEqualTo("ambiguous-credentials");
    }

    @Test
    void a_key_that_may_travel_in_the_path_is_taken_out_of_it() {
        String key = handOut("\"name\":\"old client\",\"scopes\":[\"inference\"],\"path_prefix\":true")
                .get("key")
                .asText();

        HttpResponse<String> first = post(
                "/k/" + key + "/api/chat?x=1",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
        HttpResponse<String> again = get("/k/" + key + "//api/tags");
        HttpResponse<String> root = get("/k/" + key);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(root.body()).isEqualTo("Ollama is running");
        assertThat(Behind.router().asked()).allSatisfy(asked -> {
            assertThat(asked.uri()).doesNotContain(key);
            assertThat(asked.headers().toString()).doesNotContain(key);
        });
        assertThat(Behind.router().asked("/api/chat").get(0).uri()).isEqualTo("/api/chat?x=1");
    }

    @Test
    void whoever_is_sent_elsewhere_has_its_key_in_the_path_there_too() {
        String key = handOut(
                        "\"name\":\"old client\",\"scopes\":[\"inference\",\"conversations\"],\"path_prefix\":true")
                .get("key")
                .asText();
        String prefix = "/k/" + key;

        HttpResponse<String> list = get(prefix + "/api/tags/?x=1");
        HttpResponse<String> page = get(prefix + "/ui");
        HttpResponse<String> started =
                post(prefix + "/api/conversations/start", Golden.json("start-conversation.full"), "Content-Type", JSON);

        assertThat(header(list, "Location")).isEqualTo(prefix + "/api/tags?x=1");
        assertThat(header(page, "Location")).isEqualTo(prefix + "/ui/");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        assertThat(header(started, "Location")).endsWith(prefix + "/api/conversations/" + ID);
        assertThat(header(get("/api/tags/", bearer(key)), "Location")).isEqualTo("/api/tags");
    }

    @Test
    void other_keys_are_not_taken_from_a_path() {
        String key = key("local", "inference");

        HttpResponse<String> its = get("/k/" + key + "/api/tags", fromNewAddress());
        HttpResponse<String> none = get("/k/anything/api/tags", fromNewAddress());
        HttpResponse<String> nested = get("/k/" + key + "/k/" + key + "/api/tags", fromNewAddress());

        assertThat(its.statusCode()).isEqualTo(401);
        assertThat(its.body()).contains("in the path").doesNotContain(key);
        assertThat(code(none)).isEqualTo("key-unknown");
        assertThat(nested.statusCode()).isEqualTo(404);
        assertThat(Behind.router().asked()).isEmpty();
    }

    @Test
    void each_surface_says_no_in_its_own_words() {
        HttpResponse<String> ours = get("/api/conversations");
        HttpResponse<String> ollama = post("/api/chat", "{}");
        HttpResponse<String> openai = post("/v1/chat/completions", "{}");

        assertThat(header(ours, "Content-Type")).isEqualTo(PROBLEM);
        assertThat(json(ours.body()).get("code").asText()).isEqualTo("key-missing");
        assertThat(json(ollama.body()).get("error").asText()).startsWith("no key");
        assertThat(json(openai.body()).at("/error/message").asText()).startsWith("no key");
        assertThat(java.util.stream.Stream.of(ours, ollama, openai)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(header(answer, "WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(code(answer)).isEqualTo("key-missing");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/keys/", "/api//keys", "/api/%6Beys", "/api/./keys", "/api/x/../keys", "/api/keys?limit=1"})
    void a_path_in_disguise_asks_for_the_same(String path) {
        String key = key("local", "inference", "conversations", "node", "models:write");

        HttpResponse<String> answer = get(path, bearer(key));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("scope-missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/keys;x=1",
                "/api;x/keys",
                "/api/conversations/a/b/c",
                "/api/KEYS",
                "/api/conversations/..%2fkeys/..%2f..%2fkeys",
                "/q/health",
                "/q/dev-ui",
                "/api/delete",
                "/api/me"
            })
    void what_the_table_does_not_list_is_not_there_not_even_for_an_administrator(String path) {
        HttpResponse<String> answer = get(path, bearer(BOOTSTRAP));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    }

    @Test
    void a_host_name_of_its_own_is_welcome_where_keys_are_asked_for() {
        String answer = raw("GET /api/tags HTTP/1.1\r\nHost: parley.example\r\nConnection: close\r\nx-api-key: "
                + BOOTSTRAP + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoever_guesses_is_made_to_wait_and_known_keys_from_there_still_pass() {
        String known = key("local", "inference");
        get("/api/tags", bearer(known));
        String[] address = fromNewAddress();
        HttpResponse<String> last = null;
        for (int guess = 0; guess <= 20; guess++) {
            last = get("/api/tags", with(address, bearer("pk_aaaaaaaaaaaa_" + "A".repeat(42) + (char) ('a' + guess))));
        }

        HttpResponse<String> neighbour = get("/api/tags", with(address, bearer(known)));
        HttpResponse<String> elsewhere = get("/api/tags", fromNewAddress(bearer(UNKNOWN)));

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(code(last)).isEqualTo("too-many-attempts");
        assertThat(Integer.parseInt(header(last, "Retry-After"))).isBetween(1, 3);
        assertThat(neighbour.statusCode()).isEqualTo(200);
        assertThat(elsewhere.statusCode()).isEqualTo(401);
    }

    private static String[] with(String[] headers, String... more) {
        String[] all = Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }
}
