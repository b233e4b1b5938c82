package dev.parley.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.transport.relay.Opening;
import dev.parley.transport.relay.RequestBody;
import dev.parley.transport.relay.record.Surface;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a request whose router goes while it waits there. */
class RouterRelayTest {

    private static final Caller CALLER = Caller.of("house", "k_1", Set.of(Scope.INFERENCE));
    private static final Handler<HttpServerRequest> ANSWERS = request ->
            request.response().putHeader("Content-Type", "application/json").end("{\"done\":true}");

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpServerRequest> waiting = new CopyOnWriteArrayList<>();
    private HttpServer router;
    private int awayPort;

    @BeforeEach
    void one_router_is_away_and_the_other_lets_wait() throws Exception {
        router = started(0, waiting::add);
        HttpServer gone = started(0, ANSWERS);
        awayPort = gone.actualPort();
        done(gone.close());
    }

    @AfterEach
    void all_is_closed() throws Exception {
        done(vertx.close());
    }

    @Test
    void who_is_handed_back_is_taken_to_the_router_that_was_away_at_first() throws Exception {
        CompletionStage<Opening> opening = asked();
        await().until(() -> waiting.size() == 1);
        started(awayPort, ANSWERS);

        waiting.get(0)
                .response()
                .setStatusCode(503)
                .putHeader("X-Parley-Error", "service-unavailable")
                .end("{\"error\":\"this router is about to go, please try again\"}");

        assertThat(status(opening)).isEqualTo(200);
    }

    @Test
    void who_is_cut_off_is_taken_to_the_router_that_was_away_at_first() throws Exception {
        CompletionStage<Opening> opening = asked();
        await().until(() -> waiting.size() == 1);
        started(awayPort, ANSWERS);

        waiting.get(0).connection().close();

        assertThat(status(opening)).isEqualTo(200);
    }

    @Test
    void who_is_handed_back_by_all_is_told_so_after_the_second_round() throws Exception {
        CompletionStage<Opening> opening = asked();
        for (int round = 1; round <= 2; round++) {
            int asked = round;
            await().until(() -> waiting.size() == asked);
            waiting.get(round - 1).response().setStatusCode(503).end();
        }

        assertThat(status(opening)).isEqualTo(503);
        assertThat(waiting).hasSize(2);
    }

    private CompletionStage<Opening> asked() {
        GatewayConfig config = config("http://127.0.0.1:" + awayPort + ",http://127.0.0.1:" + router.actualPort());
        RouterRelay relay = new RouterRelay(vertx, config, new Secrets(config, Clock.systemUTC()), Clock.systemUTC());
        RouterRelay.InferenceCall call = new RouterRelay.InferenceCall(
                Surface.NATIVE::form,
                HttpMethod.POST,
                "/api/chat",
                model(),
                RequestBody.of(Buffer.buffer("{\"model\":\"" + model() + "\"}")));
        CompletableFuture<Opening> opening = new CompletableFuture<>();
        vertx.runOnContext(now -> relay.ask(call, MultiMap.caseInsensitiveMultiMap(), CALLER)
                .opening()
                .onFailure(opening::completeExceptionally)
                .onSuccess(opening::complete));
        return opening;
    }

    private static int status(CompletionStage<Opening> opening) throws Exception {
        Opening opened = opening.toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(opened).isInstanceOf(Opening.Answered.class);
        return ((Opening.Answered) opened).answer().status();
    }

    /** One that belongs to the router that is away. */
    private String model() {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "model-" + number)
                .filter(model -> weight(awayPort, model) > weight(router.actualPort(), model))
                .findFirst()
                .orElseThrow();
    }

    private static long weight(int port, String model) {
        return Rendezvous.weight("127.0.0.1:" + port, ModelKey.of(model));
    }

    private HttpServer started(int port, Handler<HttpServerRequest> requests) throws Exception {
        return done(vertx.createHttpServer().requestHandler(requests).listen(port, "127.0.0.1"));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static GatewayConfig config(String routers) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(GatewayConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "gateway.router.url", "http://router",
                                "gateway.router.urls", routers,
                                "gateway.router.secret", "router-secret-of-tests",
                                "gateway.orchestrator.url", "http://orchestrator",
                                "gateway.orchestrator.secret", "orchestrator-secret-of-tests"),
                        "tests",
                        100))
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
