package dev.parley.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The gateway with identity on, and keys to come in with. Its classes say {@code @TestProfile(GuardedGateway.On.class)}. */
public abstract class GuardedGateway extends RunningGateway {

    /** The key that an operator has set. */
    public static final String BOOTSTRAP = "pk_bootstrap001_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    /** Keys are told from guesses by address, and each test has some of its own. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The second and last configuration that this module is tested in. */
    public static final class On implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("gateway.identity.mode", "on"),
                    Map.entry("gateway.identity.bootstrap-key", BOOTSTRAP),
                    Map.entry("gateway.identity.jwt.refetch", "50ms"),
                    Map.entry("gateway.quota.jwt.requests-per-minute", "3"),
                    Map.entry("gateway.usage.budgets", "500ms"),
                    // As behind a proxy, so that a test can come from any address.
                    Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                    Map.entry("quarkus.otel.traces.sampler.arg", "1.0"),
                    Map.entry("quarkus.otel.traces.exporter", "none"),
                    Map.entry("quarkus.log.file.enabled", "true"),
                    Map.entry("quarkus.log.file.path", LOG),
                    Map.entry("quarkus.log.file.level", "DEBUG"),
                    Map.entry("quarkus.log.console.level", "INFO"),
                    Map.entry("quarkus.log.category.\"dev.parley\".level", "DEBUG"),
                    Map.entry("quarkus.log.category.\"io.quarkus\".level", "DEBUG"),
                    Map.entry("quarkus.http.access-log.enabled", "true"),
                    Map.entry("quarkus.http.access-log.pattern", "%r %s %{i,User-Agent}"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Issuer.class));
        }
    }

    /** Everything that the guarded gateway logs in this run, access log and debug messages included. */
    public static final String LOG =
            "target/guarded-gateway-" + ProcessHandle.current().pid() + ".log";

    /** An address that nobody else comes from. */
    protected static String[] fromNewAddress(String... headers) {
        int number = ADDRESSES.incrementAndGet();
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "X-Forwarded-For";
        all[headers.length + 1] = "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
        return all;
    }

    /** Hands out a key on these terms, JSON without its braces. */
    protected JsonNode handOut(String terms) {
        HttpResponse<String> answer =
                post("/api/keys", "{" + terms + "}", "Authorization", "Bearer " + BOOTSTRAP, "Content-Type", JSON);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return json(answer.body());
    }

    /** A key with these scopes in a tenant. */
    protected String key(String tenant, String... scopes) {
        return handOut("\"name\":\"a test\",\"tenant\":\"" + tenant + "\",\"scopes\":[\"" + String.join("\",\"", scopes)
                        + "\"]")
                .get("key")
                .asText();
    }

    protected void takeBack(String id) {
        HttpResponse<String> answer = send("DELETE", "/api/keys/" + id, BodyPublishers.noBody(), bearer(BOOTSTRAP));
        if (answer.statusCode() != 204) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
    }

    protected static String id(String key) {
        return key.substring(3, 15);
    }

    protected static String[] bearer(String credential) {
        return new String[] {"Authorization", "Bearer " + credential};
    }

    /** The code of a refusal, from the problem or from the header beside a surface's own words. */
    protected static String code(HttpResponse<String> answer) {
        String beside = header(answer, "X-Parley-Error");
        return beside.isEmpty() ? json(answer.body()).path("code").asText() : beside;
    }

    /** On whose behalf a service behind was asked: what the signed header says, or the plain one. */
    protected static JsonNode caller(Scripted.Asked asked) {
        String value = asked.headers().get("X-Parley-Caller");
        String said = value.startsWith("{")
                ? value
                : new String(Base64.getUrlDecoder().decode(value.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        try {
            return MAPPER.readTree(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
