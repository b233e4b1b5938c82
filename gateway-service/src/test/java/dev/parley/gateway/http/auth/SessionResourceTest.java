package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page that signs in and out. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class SessionResourceTest extends GuardedGateway {

    @BeforeEach
    void answer() {
        Behind.orchestrator().on("GET /api/conversations", 200, JSON, Golden.json("conversation-page.full"));
    }

    private HttpResponse<String> signIn(String key) {
        return post("/api/session", "{\"key\":\"" + key + "\"}", fromNewAddress("Content-Type", JSON));
    }

    private static String cookie(HttpResponse<String> signedIn) {
        return header(signedIn, "Set-Cookie").split(";", 2)[0];
    }

    @Test
    void a_signed_in_page_comes_in_with_its_cookie_alone() {
        HttpResponse<String> signedIn = signIn(key("editorial", "conversations"));

        HttpResponse<String> answer = get("/api/conversations", "Cookie", cookie(signedIn));

        assertThat(signedIn.statusCode()).isEqualTo(204);
        assertThat(header(signedIn, "Set-Cookie"))
                .matches("parley_session=[A-Za-z0-9_-]{43}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(caller(Behind.orchestrator().asked("/api/conversations").get(0))
                        .get("tenant")
                        .asText())
                .isEqualTo("editorial");
    }

    @Test
    void a_header_signs_in_as_well() {
        HttpResponse<String> signedIn =
                send("POST", "/api/session", BodyPublishers.noBody(), bearer(key("local", "conversations")));

        assertThat(signedIn.statusCode()).isEqualTo(204);
        assertThat(get("/api/conversations", "Cookie", cookie(signedIn)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void elsewhere_than_on_this_machine_the_cookie_travels_over_tls_only() {
        String answer = raw("POST /api/session HTTP/1.1\r\nHost: parley.example\r\nConnection: close\r\nx-api-key: "
                + BOOTSTRAP + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 204 ").contains("SameSite=Strict; Secure");
    }

    @Test
    void a_page_of_another_origin_cannot_use_the_cookie() {
        String cookie = cookie(signIn(key("local", "conversations")));

        HttpResponse<String> neighbour = get("/api/conversations", "Cookie", cookie, "Origin", "http://localhost:3000");
        HttpResponse<String> stranger = get("/api/conversations", "Cookie", cookie, "Sec-Fetch-Site", "same-site");

        assertThat(neighbour.statusCode()).isEqualTo(401);
        assertThat(code(neighbour)).isEqualTo("key-missing");
        assertThat(stranger.statusCode()).isEqualTo(401);
    }

    @Test
    void a_page_that_signs_out_is_out() {
        String cookie = cookie(signIn(key("local", "conversations")));
        get("/api/conversations", "Cookie", cookie);

        HttpResponse<String> out = send("DELETE", "/api/session", BodyPublishers.noBody(), "Cookie", cookie);

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(header(out, "Set-Cookie")).startsWith("parley_session=; Max-Age=0;");
        assertThat(get("/api/conversations", fromNewAddress("Cookie", cookie)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_session_ends_with_its_key() {
        String key = key("local", "conversations");
        String cookie = cookie(signIn(key));
        get("/api/conversations", "Cookie", cookie);

        takeBack(id(key));

        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            HttpResponse<String> answer = get("/api/conversations", fromNewAddress("Cookie", cookie));
            assertThat(code(answer)).isEqualTo("key-revoked");
        });
    }

    @Test
    void a_session_lasts_no_longer_than_its_key() {
        String key = handOut("\"name\":\"short\",\"scopes\":[\"conversations\"],\"expires_in_seconds\":60")
                .get("key")
                .asText();

        HttpResponse<String> signedIn = signIn(key);

        assertThat(header(signedIn, "Set-Cookie")).containsPattern("Max-Age=(5\\d|60);");
    }

    @Test
    void the_bootstrap_key_signs_in_too() {
        String cookie = cookie(signIn(BOOTSTRAP));

        assertThat(get("/api/keys", "Cookie", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void a_stale_cookie_keeps_nobody_from_the_page_or_from_signing_in() {
        String stale = "parley_session=" + "A".repeat(43);

        assertThat(get("/ui/", "Cookie", stale).statusCode()).isEqualTo(200);
        assertThat(post("/api/session", "{\"key\":\"" + BOOTSTRAP + "\"}", "Cookie", stale, "Content-Type", JSON)
                        .statusCode())
                .isEqualTo(204);
        assertThat(code(get("/api/conversations", fromNewAddress("Cookie", stale))))
                .isEqualTo("key-unknown");
    }

    @Test
    void what_is_no_key_signs_nobody_in() {
        HttpResponse<String> wrong = signIn("pk_aaaaaaaaaaaa_" + "A".repeat(43));
        HttpResponse<String> nothing = post("/api/session", "{}", fromNewAddress("Content-Type", JSON));
        HttpResponse<String> misspelt = post("/api/session", "{\"kee\":\"x\"}", fromNewAddress("Content-Type", JSON));

        assertThat(code(wrong)).isEqualTo("key-unknown");
        assertThat(header(wrong, "Set-Cookie")).isEmpty();
        assertThat(header(wrong, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(code(nothing)).isEqualTo("key-missing");
        assertThat(code(misspelt)).isEqualTo("unknown-field");
        assertThat(json(misspelt.body()).get("field").asText()).isEqualTo("kee");
    }
}
