package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Issuer;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a secret opens or fails to open: nothing that the gateway writes, tells or measures holds it. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class SecretsTest extends GuardedGateway {

    /** The gateway has logged everything up to a request that asks in this name. */
    private final String marker = "marker-" + UUID.randomUUID();

    @Inject
    Spans spans;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void no_secret_is_found_in_logs_spans_metrics_or_errors() throws Exception {
        Map<String, String> secrets = new LinkedHashMap<>();
        List<String> told = new ArrayList<>();

        useThemAll(secrets, told);

        assertThat(secrets).hasSizeGreaterThanOrEqualTo(8);
        Map<String, String> written = Map.of(
                "logs", logs(),
                "spans", spans(),
                "metrics", body(management.resolve("/q/metrics")),
                "errors", String.join("\n", told),
                "to services behind", behind());
        written.forEach((where, text) -> secrets.forEach((what, secret) ->
                assertThat(text.contains(secret)).as(what + " in " + where).isFalse()));
        assertThat(written.get("logs")).contains("/api/tags").contains(marker);
        assertThat(written.get("spans")).contains("url.path=/k/***/api/tags");
        assertThat(written.get("metrics")).contains("parley_gateway_refusals_total{reason=\"key-unknown\"}");
    }

    private void useThemAll(Map<String, String> secrets, List<String> told) {
        Behind.router().on("GET /api/tags", 200, JSON, "{\"models\":[]}");
        Behind.router().on("POST /api/chat", 500, JSON, "{\"error\":\"broken\"}");
        secrets.put("the bootstrap key", BOOTSTRAP);
        secrets.put("a key", key("local", "inference"));
        secrets.put("a key in the path", inPath());
        secrets.put("a key that may not be in a path", key("local", "inference"));
        secrets.put("a revoked key", key("local", "inference"));
        takeBack(id(secrets.get("a revoked key")));
        secrets.put("a guess", "pk_bbbbbbbbbbbb_" + "C".repeat(43));
        secrets.put("no key at all", "correct-horse-battery-staple");
        secrets.put("a token", Issuer.token(Issuer.ec("nobody's"), "ES256", Issuer.claims(claims -> {})));
        for (String secret : List.copyOf(secrets.values())) {
            told.add(get("/api/tags", fromNewAddress(bearer(secret))).body());
            told.add(get("/api/tags", fromNewAddress("x-api-key", secret)).body());
            told.add(get("/k/" + secret + "/api/tags", fromNewAddress()).body());
            told.add(get("/k/" + secret + "/nothing", fromNewAddress()).body());
            told.add(post("/k/" + secret + "/api/chat", "{", fromNewAddress()).body());
            told.add(get("/api/keys", fromNewAddress("Cookie", "parley_session=" + secret))
                    .body());
            HttpResponse<String> session =
                    post("/api/session", "{\"key\":\"" + secret + "\"}", fromNewAddress("Content-Type", JSON));
            told.add(session.body());
            if (session.statusCode() == 204) {
                String cookie = header(session, "Set-Cookie").split("[=;]", 3)[1];
                secrets.put("the session of " + secret, cookie);
                told.add(get("/api/nothing", "Cookie", "parley_session=" + cookie)
                        .body());
            }
        }
        get("/api/tags", "User-Agent", marker, "Authorization", "Bearer " + BOOTSTRAP);
    }

    private String inPath() {
        return handOut("\"name\":\"old client\",\"scopes\":[\"inference\"],\"path_prefix\":true")
                .get("key")
                .asText();
    }

    /** Files are turned over when they are large. */
    private String logs() {
        await().until(() -> read(Path.of(LOG)).contains(marker));
        try (Stream<Path> files = Files.list(Path.of(LOG).getParent())) {
            StringBuilder all = new StringBuilder();
            files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith(Path.of(LOG).getFileName().toString()))
                    .forEach(file -> all.append(read(file)));
            return all.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String spans() {
        List<SpanData> ended = spans.ended();
        StringBuilder all = new StringBuilder();
        ended.forEach(span -> {
            all.append(span.getName()).append(' ');
            span.getAttributes().forEach((key, value) -> all.append(key.getKey() + "=" + value + "\n"));
            span.getEvents().forEach(event -> all.append(event).append('\n'));
        });
        return all.toString();
    }

    private String body(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static String behind() {
        StringBuilder all = new StringBuilder();
        Behind.router()
                .asked()
                .forEach(
                        asked -> all.append(asked.uri()).append(asked.headers()).append(asked.body()));
        return all.toString();
    }
}
