package dev.parley.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.testkit.time.SettableClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls between services over real sockets. */
class EdgeGuardTest {

    private static final String OLD = "the-old-secret-of-the-edge";
    private static final String NEW = "the-new-secret-of-the-edge";
    private static final Caller CALLER = Caller.of("town-hall", "k-17", Set.of(Scope.INFERENCE));

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_proven_call_tells_who_calls_and_which_service_says_so() throws Exception {
        URI router = router(FixedEdges.gatewayMayCall(OLD));

        HttpResponse<String> answer = call(router, from("gateway", OLD));

        assertThat(answer.body()).isEqualTo("town-hall k-17 [INFERENCE] by gateway");
    }

    @Test
    void a_call_without_secret_without_caller_or_with_a_caller_of_another_edge_reaches_nothing() throws Exception {
        URI router = router(
                new FixedEdges(Map.of("gateway", List.of(OLD), "orchestrator", List.of(NEW)), Duration.ofSeconds(30)));
        String secret = from("gateway", OLD).secretHeader();
        String ofOrchestrator = from("orchestrator", NEW).sign(CALLER);

        assertRefused(call(router), "X-Parley-Edge: missing or not accepted");
        assertRefused(call(router, "X-Parley-Edge", "gateway:guessed-secret-of-16"), "X-Parley-Edge: missing");
        assertRefused(call(router, from("ideas", OLD)), "X-Parley-Edge: missing or not accepted");
        assertRefused(call(router, "X-Parley-Edge", secret), "X-Parley-Caller: missing");
        assertRefused(
                call(router, "X-Parley-Edge", secret, "X-Parley-Caller", ofOrchestrator),
                "X-Parley-Caller: it is not signed with this edge's secret");
        assertRefused(
                call(
                        router,
                        "X-Parley-Edge",
                        secret,
                        "X-Parley-Caller",
                        "{\"tenant\":\"town-hall\",\"key\":\"k\",\"scopes\":[]}"),
                "X-Parley-Caller: ");
    }

    @Test
    void a_caller_who_was_known_before_is_refused_when_the_token_has_lapsed() throws Exception {
        URI router = router(FixedEdges.gatewayMayCall(OLD));
        Edge gateway = from("gateway", OLD);
        String[] proof = {"X-Parley-Edge", gateway.secretHeader(), "X-Parley-Caller", gateway.sign(CALLER)};
        assertThat(call(router, proof).statusCode()).isEqualTo(200);

        clock.advance(Duration.ofSeconds(91));

        assertRefused(call(router, proof), "X-Parley-Caller: it has expired");
        assertThat(call(router, gateway).statusCode()).isEqualTo(200);
    }

    /**
     * Receivers and senders are replaced one after the other, as a rolling restart does it. At every step the replicas of
     * before and of after this step are both there, and each sender may meet each receiver.
     */
    @Test
    void a_secret_is_rotated_without_a_call_being_refused() throws Exception {
        URI before = router(FixedEdges.gatewayMayCall(OLD));
        URI between = router(FixedEdges.gatewayMayCall(NEW, OLD));
        URI after = router(FixedEdges.gatewayMayCall(NEW));
        Edge oldSender = from("gateway", OLD);
        Edge newSender = from("gateway", NEW);
        List<Integer> statuses = new ArrayList<>();

        // Receivers learn the new secret, while all senders have the old one.
        statuses.add(call(before, oldSender).statusCode());
        statuses.add(call(between, oldSender).statusCode());
        // Senders change over.
        statuses.add(call(between, oldSender).statusCode());
        statuses.add(call(between, newSender).statusCode());
        // Receivers forget the old secret.
        statuses.add(call(between, newSender).statusCode());
        statuses.add(call(after, newSender).statusCode());

        assertThat(statuses).containsOnly(200);
        assertRefused(call(after, oldSender), "X-Parley-Edge: missing or not accepted");
        assertRefused(call(before, newSender), "X-Parley-Edge: missing or not accepted");
    }

    private Edge from(String service, String secret) {
        return new Edge(service, "router", secret, clock);
    }

    /** A service that tells whom its guard has let in. */
    private URI router(EdgeConfig config) {
        Router routes = Router.router(vertx);
        routes.route().handler(new EdgeGuard(config, "router", clock));
        routes.route().handler(context -> {
            Caller caller = CallerHeader.caller(context);
            context.end(
                    caller.tenant() + " " + caller.key() + " " + caller.scopes() + " by " + CallerHeader.from(context));
        });
        HttpServer server = vertx.createHttpServer()
                .requestHandler(routes)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    private HttpResponse<String> call(URI service, Edge edge) throws IOException, InterruptedException {
        return call(service, "X-Parley-Edge", edge.secretHeader(), "X-Parley-Caller", edge.sign(CALLER));
    }

    private HttpResponse<String> call(URI service, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(service).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"edge-refused\"").contains(detail);
        assertThat(answer.body()).doesNotContain(OLD).doesNotContain(NEW);
    }
}
