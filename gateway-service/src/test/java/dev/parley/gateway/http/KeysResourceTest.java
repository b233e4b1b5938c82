package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.GuardedGateway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Administrators and their keys. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class KeysResourceTest extends GuardedGateway {

    private HttpResponse<String> ask(String terms, String key) {
        return post("/api/keys", terms, "Authorization", "Bearer " + key, "Content-Type", JSON);
    }

    @Test
    void a_key_is_seen_once_and_never_again() {
        HttpResponse<String> answer = ask("""
                {"name": "writers' desk", "tenant": "editorial", "scopes": ["conversations", "inference"],
                 "models": ["qwen2.5-coder:*", "llama3.2"],
                 "limits": {"requests_per_minute": 60, "tokens_per_minute": 5000000000, "concurrent_streams": 8,
                            "tokens_per_month": 20000000},
                 "expires_in_seconds": 3600, "path_prefix": true}
                """, BOOTSTRAP);

        JsonNode key = json(answer.body());
        JsonNode listed =
                json(get("/api/keys?limit=200", bearer(BOOTSTRAP)).body()).get("keys");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(header(answer, "Location"))
                .endsWith("/api/keys/" + key.get("id").asText());
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(key.get("key").asText())
                .startsWith(key.get("prefix").asText() + "_")
                .hasSize(59);
        assertThat(key.get("scopes").toString()).isEqualTo("[\"inference\",\"conversations\"]");
        assertThat(key.get("models").toString()).isEqualTo("[\"llama3.2\",\"qwen2.5-coder:*\"]");
        assertThat(key.get("limits").get("tokens_per_minute").asLong()).isEqualTo(5_000_000_000L);
        assertThat(Instant.parse(key.get("expires_at").asText()))
                .isEqualTo(Instant.parse(key.get("created_at").asText()).plusSeconds(3600));
        assertThat(listed).anySatisfy(one -> {
            assertThat(one.get("id")).isEqualTo(key.get("id"));
            assertThat(one.has("key")).isFalse();
            assertThat(one.get("tenant").asText()).isEqualTo("editorial");
        });
        assertThat(listed.toString()).doesNotContain(key.get("key").asText());
    }

    @Test
    void keys_are_listed_newest_first_page_by_page() {
        for (int i = 0; i < 5; i++) {
            handOut("\"name\":\"page " + i + "\",\"scopes\":[\"inference\"]");
        }
        List<String> seen = new ArrayList<>();

        JsonNode page = json(get("/api/keys?limit=2", bearer(BOOTSTRAP)).body());
        for (int i = 0; i < 2; i++) {
            page.get("keys").forEach(key -> seen.add(key.get("name").asText()));
            page = json(get("/api/keys?limit=2&cursor=" + page.get("next").asText(), bearer(BOOTSTRAP))
                    .body());
        }

        assertThat(seen).containsExactly("page 4", "page 3", "page 2", "page 1");
        assertThat(page.get("keys").get(0).get("name").asText()).isEqualTo("page 0");
    }

    @Test
    void taking_back_is_repeatable_and_what_was_done_is_kept() {
        JsonNode key = handOut("\"name\":\"audited\",\"scopes\":[\"inference\"]");
        String id = key.get("id").asText();

        takeBack(id);
        takeBack(id);

        JsonNode entries =
                json(get("/api/audit?limit=2", bearer(BOOTSTRAP)).body()).get("entries");
        assertThat(entries.get(0).get("action").asText()).isEqualTo("key.revoked");
        assertThat(entries.get(0).get("target").asText()).isEqualTo(id);
        assertThat(entries.get(0).get("actor").asText()).isEqualTo("bootstrap001");
        assertThat(entries.get(1).get("action").asText()).isEqualTo("key.created");
        assertThat(entries.get(1).get("detail").get("name").asText()).isEqualTo("audited");
        assertThat(entries.toString()).doesNotContain(key.get("key").asText());
    }

    @Test
    void the_audit_log_has_pages_too() {
        handOut("\"name\":\"first\",\"scopes\":[\"inference\"]");
        handOut("\"name\":\"second\",\"scopes\":[\"inference\"]");

        JsonNode first = json(get("/api/audit?limit=1", bearer(BOOTSTRAP)).body());
        JsonNode second =
                json(get("/api/audit?limit=1&cursor=" + first.get("next").asText(), bearer(BOOTSTRAP))
                        .body());

        assertThat(first.at("/entries/0/detail/name").asText()).isEqualTo("second");
        assertThat(second.at("/entries/0/detail/name").asText()).isEqualTo("first");
    }

    @Test
    void a_key_that_never_was_cannot_be_taken_back() {
        HttpResponse<String> answer =
                send("DELETE", "/api/keys/aaaaaaaaaaaa", BodyPublishers.noBody(), bearer(BOOTSTRAP));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | name | invalid-field",
                "{`scopes`:[`inference`]} | name | invalid-field",
                "{`name`:` `,`scopes`:[`inference`]} | name | invalid-field",
                "{`name`:`x`} | scopes | invalid-field",
                "{`name`:`x`,`scopes`:[]} | scopes | invalid-field",
                "{`name`:`x`,`scopes`:[null]} | scopes | invalid-field",
                "{`name`:`x`,`scopes`:[`everything`]} | scopes[0] | malformed-body",
                "{`name`:`x`,`scopes`:[`inference`],`tenant`:`A b`} | tenant | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`models`:[]} | models | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`models`:[`a`,`a*b`]} | models[1] | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`limits`:{`requests_per_minute`:0}} | limits.requests_per_minute | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`limits`:{`concurrent_streams`:10001}} | limits.concurrent_streams | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`limits`:{`tokens`:1}} | limits.tokens | unknown-field",
                "{`name`:`x`,`scopes`:[`inference`],`expires_at`:`2020-01-01T00:00:00Z`} | expires_at | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`expires_at`:`soon`} | expires_at | malformed-body",
                "{`name`:`x`,`scopes`:[`inference`],`expires_in_seconds`:0} | expires_in_seconds | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`expires_in_seconds`:60,`expires_at`:`2099-01-01T00:00:00Z`} | expires_in_seconds | invalid-field",
                "{`name`:`x`,`scopes`:[`inference`],`admin`:true} | admin | unknown-field",
                "{`name`:`x`,`name`:`y`,`scopes`:[`inference`]} | | malformed-body",
                "[] | | malformed-body",
                "nonsense | | malformed-body"
            })
    void what_is_wrong_with_a_request_is_named(String terms, String field, String code) {
        HttpResponse<String> answer = ask(terms.replace('`', '"'), BOOTSTRAP);

        assertThat(code(answer)).as(answer.body()).isEqualTo(code);
        assertThat(json(answer.body()).path("field").asText(null)).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/keys?limit=0,limit",
        "/api/keys?limit=201,limit",
        "/api/keys?limit=many,limit",
        "/api/keys?cursor=x,cursor",
        "/api/audit?cursor=x,cursor"
    })
    void what_is_wrong_with_a_page_is_named(String path, String field) {
        HttpResponse<String> answer = get(path, bearer(BOOTSTRAP));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("invalid-parameter");
        assertThat(json(answer.body()).get("field").asText()).isEqualTo(field);
    }

    @Test
    void a_key_mints_nothing_that_it_lacks() {
        String admin = key("local", "admin", "inference");
        String narrow = handOut("\"name\":\"narrow\",\"scopes\":[\"admin\",\"inference\"],\"models\":[\"llama*\"]")
                .get("key")
                .asText();

        HttpResponse<String> scope = ask("{\"name\":\"x\",\"scopes\":[\"inference\",\"node\"]}", admin);
        HttpResponse<String> all = ask("{\"name\":\"x\",\"scopes\":[\"inference\"]}", narrow);
        HttpResponse<String> other =
                ask("{\"name\":\"x\",\"scopes\":[\"inference\"],\"models\":[\"llama3.2\",\"qwen\"]}", narrow);
        HttpResponse<String> within =
                ask("{\"name\":\"x\",\"scopes\":[\"inference\"],\"models\":[\"llama3.2\"]}", narrow);

        assertThat(scope.statusCode()).isEqualTo(403);
        assertThat(code(scope)).isEqualTo("scope-missing");
        assertThat(json(scope.body()).get("detail").asText()).contains("node");
        assertThat(code(all)).isEqualTo("scope-missing");
        assertThat(json(other.body()).get("field").asText()).isEqualTo("models[1]");
        assertThat(within.statusCode()).isEqualTo(201);
    }
}
