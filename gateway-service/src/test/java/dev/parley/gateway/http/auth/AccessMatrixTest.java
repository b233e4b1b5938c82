package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.permission.Access;
import dev.parley.gateway.permission.Demand;
import dev.parley.gateway.permission.ScopeName;
import dev.parley.protocol.caller.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint, asked with every kind of credential there is: each is told what the table says, and nothing else. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class AccessMatrixTest extends GuardedGateway {

    private static final String OWNER = "matrix-owner";
    private static final String STRANGER = "matrix-stranger";

    /** Nobody behind is asked before the first frame. */
    private static final String CHAT_SOCKET = "/ws/chat";

    private static final Set<String> WITHOUT_ASKING = Set.of(CHAT_SOCKET, "/auth-proxy");

    /**
     * Somebody who asks.
     *
     * @param refusal what they are told wherever something is asked of callers; empty if their credential is good
     */
    private record Asker(String who, String credential, String refusal, String tenant, Set<Scope> scopes) {

        static Asker refused(String who, String credential, String refusal) {
            return new Asker(who, credential, refusal, "", Set.of());
        }

        /** What the table means for them; empty if they are let in. Signing in asks for nothing but what it is for. */
        String expected(Access.Row row) {
            if (row.template().equals("/api/session") && row.methods().contains("POST")) {
                return refusal;
            }
            if (row.demand() instanceof Demand.Nothing) {
                return "";
            }
            boolean lacks = row.demand() instanceof Demand.Holding holding && !scopes.contains(holding.scope());
            return refusal.isEmpty() && lacks ? "scope-missing" : refusal;
        }
    }

    private static List<Asker> askers;

    static Stream<Access.Row> rows() {
        return Access.rows().stream()
                .flatMap(row -> row.methods().stream()
                        .map(method -> new Access.Row(row.template(), List.of(method), row.demand())));
    }

    @BeforeEach
    void prepare() {
        String conversation = Golden.json("conversation.full");
        Behind.router()
                .otherwise((asked, response) ->
                        response.putHeader("Content-Type", JSON).end("{}"));
        Behind.orchestrator().otherwise((asked, response) -> {
            boolean foreign = asked.uri().contains(ID)
                    && caller(asked).get("tenant").asText().equals(STRANGER);
            response.setStatusCode(foreign ? 404 : 200)
                    .putHeader("Content-Type", foreign ? PROBLEM : JSON)
                    .end(foreign ? "{\"code\":\"conversation-unknown\",\"status\":404}" : conversation);
        });
        if (askers == null) {
            askers = everybody();
        }
    }

    private List<Asker> everybody() {
        String revoked = key(OWNER, "inference", "conversations", "admin");
        takeBack(id(revoked));
        String expired = handOut("\"name\":\"short\",\"scopes\":[\"inference\",\"conversations\",\"admin\"],"
                        + "\"expires_in_seconds\":1")
                .get("key")
                .asText();
        Awaitility.await()
                .until(() ->
                        get("/api/version", fromNewAddress(bearer(expired))).statusCode() == 401);
        List<Asker> all = new ArrayList<>();
        all.add(Asker.refused("nobody", "", "key-missing"));
        all.add(Asker.refused("not a key", "open-sesame", "key-unknown"));
        all.add(Asker.refused("a guesser", BOOTSTRAP.substring(0, 16) + "B".repeat(43), "key-unknown"));
        all.add(Asker.refused("a revoked key", revoked, "key-revoked"));
        all.add(Asker.refused("an expired key", expired, "key-expired"));
        for (String tenant : List.of(OWNER, STRANGER)) {
            for (Scope scope : Scope.values()) {
                String name = ScopeName.of(scope);
                all.add(new Asker(tenant + " with " + name, key(tenant, name), "", tenant, EnumSet.of(scope)));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_caller_is_told_what_the_table_says(Access.Row row) {
        for (Asker asker : askers) {
            long before = asked();

            Answer answer = ask(row, asker);

            String expected = asker.expected(row);
            String what = asker.who() + ": " + row;
            if (expected.isEmpty()) {
                assertThat(answer.status()).as(what).isNotIn(401, 403, 405, 429);
                assertTenant(row, asker, answer, what);
            } else {
                assertThat(answer.code()).as(what).isEqualTo(expected);
                assertThat(asked()).as(what + " reached a service").isEqualTo(before);
            }
        }
    }

    /** What reaches a service is on behalf of the key's own tenant, and what is another's is not there. */
    private void assertTenant(Access.Row row, Asker asker, Answer answer, String what) {
        if (row.demand() instanceof Demand.Nothing || WITHOUT_ASKING.contains(path(row))) {
            return;
        }
        Stream.of(Behind.router(), Behind.orchestrator())
                .map(Scripted::asked)
                .filter(all -> !all.isEmpty())
                .map(all -> all.get(all.size() - 1))
                .filter(asked -> asked.uri().startsWith(path(row).replace("/ws/", "/api/")))
                .forEach(asked -> assertThat(caller(asked).get("tenant").asText())
                        .as(what)
                        .isEqualTo(asker.tenant()));
        if (path(row).contains(ID)) {
            assertThat(answer.status() == 404).as(what).isEqualTo(asker.tenant().equals(STRANGER));
        }
    }

    /** But for what the gateway asks by itself. */
    private static long asked() {
        return Stream.of(Behind.router(), Behind.orchestrator())
                .flatMap(service -> service.asked().stream())
                .filter(asked -> !asked.uri().startsWith("/internal/payers"))
                .count();
    }

    private record Answer(int status, String code) {}

    private Answer ask(Access.Row row, Asker asker) {
        String[] headers = asker.credential().isEmpty()
                ? fromNewAddress()
                : fromNewAddress("Authorization", "Bearer " + asker.credential());
        String path = path(row);
        if (path.startsWith("/ws/") || WITHOUT_ASKING.contains(path)) {
            return ofStatus(upgrade(path, headers), asker.expected(row));
        }
        String method = row.methods().get(0);
        HttpResponse<String> answer = send(
                method,
                path,
                Set.of("POST", "PATCH").contains(method)
                        ? BodyPublishers.ofString(body(path))
                        : BodyPublishers.noBody(),
                withType(headers));
        boolean told = answer.statusCode() == 401 || answer.statusCode() == 403;
        return method.equals("HEAD") || !told
                ? ofStatus(answer.statusCode(), asker.expected(row))
                : new Answer(answer.statusCode(), code(answer));
    }

    /** Something that no rule of a path has anything against. */
    private static String body(String path) {
        return path.equals("/api/session")
                ? "{}"
                : "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"prompt\":\"x\",\"input\":\"x\"}";
    }

    /** Where no body can be read, the status has to tell the code. */
    private static Answer ofStatus(int status, String expected) {
        boolean right = status == (expected.equals("scope-missing") ? 403 : 401);
        return new Answer(status, right ? expected : "status " + status);
    }

    private static String[] withType(String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = JSON;
        return all;
    }

    private int upgrade(String path, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            int feeds = Behind.orchestrator().asked(CONVERSATION + "/events").size();
            builder.buildAsync(URI.create(uri(path).toString().replaceFirst("http", "ws")), new WebSocket.Listener() {})
                    .join()
                    .abort();
            if (WITHOUT_ASKING.contains(path)) {
                return 101;
            }
            Awaitility.await()
                    .until(() -> Behind.orchestrator()
                                    .asked(CONVERSATION + "/events")
                                    .size()
                            > feeds);
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    /** A key that is already revoked can be revoked again by everybody who may. */
    private static String path(Access.Row row) {
        return row.template()
                .replace("/api/keys/{id}", "/api/keys/" + id(revokedKey()))
                .replace("/api/nodes/{id}", "/api/nodes/node-1")
                .replace("{id}", ID)
                .replace("{message}", "6.0")
                .replace("/**", "/");
    }

    private static String revokedKey() {
        return askers.stream()
                .filter(asker -> asker.refusal().equals("key-revoked"))
                .findFirst()
                .orElseThrow()
                .credential();
    }
}
