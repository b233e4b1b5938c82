package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.tunnel.Tunnels;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.transport.edge.Edge;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scripted agent dials in, and a router asks its node through the internal door. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
@Timeout(30)
class AgentSocketTest extends GuardedGateway {

    private static final Duration PROMPTLY = Duration.ofSeconds(5);
    private static final String RECORD = "{}\n";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Scripted router = Behind.router();
    private final String name = "attic-" + NAMES.incrementAndGet();
    private final HttpClient asking = router.vertx().createHttpClient();

    @Inject
    Tunnels tunnels;

    private String key;
    private ScriptedAgent agent;

    @BeforeEach
    void an_agent_joins() {
        router.otherwise((asked, response) ->
                response.putHeader("Content-Type", JSON).end("{\"name\":\"" + name + "\",\"seconds\":15}"));
        key = key("north", "node");
        agent = ScriptedAgent.join(router.vertx(), uri("/"), key, name);
    }

    @AfterEach
    void nothing_is_left() {
        agent.close();
        asking.close();
        await().until(() -> tunnels.count() == 0 && tunnels.messages() == 0);
    }

    private List<Scripted.Asked> told(String method) {
        return router.asked("/internal/tunnels/" + name).stream()
                .filter(asked -> asked.method().equals(method))
                .toList();
    }

    private String door() {
        return new JsonObject(told("PUT").get(0).body()).getString("url");
    }

    private static MultiMap proof(String tenant) {
        return new Edge("router", "gateway", Behind.DOOR_SECRET, Clock.systemUTC())
                .headers(Caller.of(tenant, "router", Set.of(Scope.NODE)));
    }

    private Future<HttpClientRequest> request(String path, MultiMap headers) {
        URI door = URI.create(door());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(door.getHost())
                .setPort(door.getPort())
                .setURI(door.getPath() + path);
        headers.forEach(options::addHeader);
        return asking.request(options);
    }

    private Future<HttpClientResponse> ask(String path, Buffer body) {
        return request(path, proof("north")).compose(request -> request.send(body));
    }

    private long open() {
        agent.hears("request");
        await().until(() -> !agent.of("end").isEmpty());
        return agent.hears("request").getLong("messageId");
    }

    private static String response(long id) {
        return "{\"type\":\"response\",\"messageId\":" + id
                + ",\"status\":200,\"headers\":{\"content-type\":\"application/x-ndjson\",\"set-cookie\":\"no\"}}";
    }

    private static String end(long id) {
        return "{\"type\":\"end\",\"messageId\":" + id + "}";
    }

    @Test
    void its_node_is_registered_for_its_tenant_under_this_replica_s_door() {
        JsonObject told = new JsonObject(told("PUT").get(0).body());

        assertThat(agent.subProtocol()).isEqualTo("parley.tunnel.v1");
        assertThat(told.getString("tenant")).isEqualTo("north");
        assertThat(told.getString("url")).matches("http://127\\.0\\.0\\.1:\\d+/tunnels/[0-9a-f]{24}");
        assertThat(told.getJsonArray("models")).containsExactly("llama3.2:3b");
        assertThat(caller(told("PUT").get(0)).get("tenant").asText()).isEqualTo("north");
    }

    @Test
    void a_request_goes_through_and_its_answer_comes_back_as_it_is_made() {
        Future<HttpClientResponse> asked = ask("/api/chat?x=1", Buffer.buffer("{\"model\":\"llama3.2:3b\"}"));
        long id = open();
        JsonObject request = agent.hears("request");
        agent.says(response(id));
        agent.sends(id, Buffer.buffer("{\"a\":1}\n"));
        HttpClientResponse answer = Scripted.await(asked);
        Future<Buffer> body = answer.body();
        agent.sends(id, Buffer.buffer("{\"done\":true}\n"));
        agent.says(end(id));

        assertThat(request.getString("path")).isEqualTo("/api/chat?x=1");
        assertThat(request.getString("method")).isEqualTo("POST");
        assertThat(agent.body(id).toString()).isEqualTo("{\"model\":\"llama3.2:3b\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(answer.getHeader("Set-Cookie")).isNull();
        assertThat(Scripted.await(body).toString()).isEqualTo("{\"a\":1}\n{\"done\":true}\n");
    }

    @Test
    void ten_megabytes_go_there_and_back_within_their_credit() {
        byte[] much = new byte[10 * 1024 * 1024];
        new java.util.Random(7).nextBytes(much);
        Future<Buffer> echoed = ask("/api/generate", Buffer.buffer(much)).compose(HttpClientResponse::body);
        agent.hears("request");
        long id = agent.hears("request").getLong("messageId");
        int credit = agent.hears("welcome").getInteger("credit");
        long before = agent.body(id).length();
        await().until(() -> agent.body(id).length() == credit);
        agent.says("{\"type\":\"credit\",\"messageId\":" + id + ",\"bytes\":" + much.length + "}");
        await().until(() -> !agent.of("end").isEmpty());
        Buffer arrived = agent.body(id);

        agent.says(response(id));
        long mayBeSent = credit;
        int sent = 0;
        int credits = 0;
        while (sent < arrived.length()) {
            int size = Math.min(65_536, arrived.length() - sent);
            while (mayBeSent < size) {
                int known = credits;
                await().pollInterval(Duration.ofMillis(2))
                        .until(() -> agent.of("credit").size() > known);
                mayBeSent += agent.of("credit").get(credits).getLong("bytes");
                credits++;
            }
            agent.sends(id, arrived.slice(sent, sent + size));
            mayBeSent -= size;
            sent += size;
        }
        agent.says(end(id));

        assertThat(before).isLessThanOrEqualTo(credit);
        assertThat(arrived.getBytes()).isEqualTo(much);
        assertThat(Scripted.await(echoed).getBytes()).isEqualTo(much);
    }

    @Test
    void a_reader_that_stops_gets_its_own_answer_stopped() {
        HttpClientResponse stopped = begun();
        stopped.pause();
        long id = agent.hears("request").getLong("messageId");
        int credit = agent.hears("welcome").getInteger("credit");
        Buffer part = Buffer.buffer(new byte[32_768]);
        long sent = 0;
        long mayBeSent = credit - RECORD.length();
        int credits = 0;
        int quiet = 0;
        while (quiet < 20 && sent < 1L << 30) {
            while (mayBeSent >= part.length()) {
                agent.sends(id, part);
                mayBeSent -= part.length();
                sent += part.length();
            }
            int known = credits;
            for (JsonObject more :
                    agent.of("credit").subList(known, agent.of("credit").size())) {
                mayBeSent += more.getLong("bytes");
                credits++;
            }
            quiet = mayBeSent < part.length() && credits == known ? quiet + 1 : 0;
            await().pollDelay(Duration.ofMillis(10)).until(() -> true);
        }

        // What the two sockets take, and no more: without bounds this would never have come to an end.
        assertThat(sent).isLessThan(64L << 20);
        stopped.request().connection().close();
        agent.hears("cancel");
    }

    private HttpClientResponse begun() {
        Future<HttpClientResponse> asked = ask("/api/chat", Buffer.buffer("{}"));
        long id = open();
        agent.says(response(id));
        agent.sends(id, Buffer.buffer(RECORD));
        return Scripted.await(asked);
    }

    @Test
    void a_router_that_leaves_is_told_to_the_agent_at_once() {
        HttpClientResponse answer = begun();
        long before = System.nanoTime();

        answer.request().connection().close();

        JsonObject cancel = agent.hears("cancel");
        assertThat(cancel.getLong("messageId")).isEqualTo(agent.hears("request").getLong("messageId"));
        // The bound that is measured is 100 ms; this one says that nobody waits for a timer.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void an_agent_that_is_gone_breaks_its_answers_and_is_no_node_any_more() {
        HttpClientResponse answer = begun();
        Future<Buffer> body = answer.body();

        agent.close();

        await().atMost(PROMPTLY).until(body::failed);
        await().atMost(PROMPTLY).until(() -> !told("DELETE").isEmpty());
        assertThat(told("DELETE").get(0).uri()).contains("url=");
    }

    @Test
    void what_an_agent_cannot_reach_looks_like_a_gateway_s_failure() {
        Future<HttpClientResponse> asked = ask("/api/chat", Buffer.buffer("{}"));
        long id = open();

        agent.says(
                "{\"type\":\"error\",\"messageId\":" + id + ",\"code\":\"node_unreachable\",\"message\":\"refused\"}");

        assertThat(Scripted.await(asked).statusCode()).isEqualTo(502);
    }

    @Test
    void a_hostile_agent_is_cut_off() {
        agent.sends(99, Buffer.buffer("x"));

        await().until(agent::isClosed);
        assertThat(agent.hears("refused").getString("code")).isEqualTo("message_unknown");
        assertThat(agent.closeCode()).isEqualTo(1008);
    }

    @Test
    void a_revoked_key_ends_its_tunnel_within_two_seconds() {
        takeBack(id(key));

        await().atMost(Duration.ofSeconds(2)).until(agent::isClosed);
        assertThat(agent.hears("refused").getString("code")).isEqualTo("key_revoked");
        await().until(() -> !told("DELETE").isEmpty());
    }

    @Test
    void the_door_opens_to_routers_only_and_for_the_tunnel_s_own_tenant() {
        MultiMap nothing = MultiMap.caseInsensitiveMultiMap();
        MultiMap guessed = new Edge("router", "gateway", "a-secret-that-is-guessed", Clock.systemUTC())
                .headers(Caller.of("north", "router", Set.of(Scope.NODE)));
        MultiMap otherService = MultiMap.caseInsensitiveMultiMap().addAll(proof("north"));
        otherService.set("X-Parley-Edge", "gateway:" + Behind.SECRET);

        assertThat(status(nothing)).isEqualTo(401);
        assertThat(status(guessed)).isEqualTo(401);
        assertThat(status(otherService)).isEqualTo(401);
        assertThat(status(proof("south"))).isEqualTo(503);
        assertThat(agent.of("request")).isEmpty();
    }

    private int status(MultiMap headers) {
        return Scripted.await(request("/api/tags", headers).compose(HttpClientRequest::send))
                .statusCode();
    }
}
