package dev.parley.orchestrator.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.model.Piece;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of a router on a real socket. */
class ChatCallTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1));
    private HttpServer router;

    @BeforeEach
    void open() {
        router = vertx.createHttpServer()
                .connectionHandler(opened -> connections.incrementAndGet())
                .requestHandler(request ->
                        request.response().setStatusCode(503).end("{\"error\":\"busy\",\"code\":\"all-nodes-busy\"}"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Piece asked() {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(router.actualPort())
                .setURI("/api/chat");
        AssertSubscriber<Piece> reader = AssertSubscriber.create(10);
        Multi.createFrom()
                .<Piece>emitter(emitter -> {
                    ChatCall call = new ChatCall(vertx, emitter, Duration.ofSeconds(10), Duration.ofSeconds(10));
                    client.request(options).onSuccess(request -> call.send(request, Buffer.buffer("{}")));
                })
                .subscribe(reader);
        return reader.awaitCompletion().getLastItem();
    }

    @Test
    void a_refusal_leaves_its_connection_to_the_next_attempt() {
        assertThat(asked()).isInstanceOf(Piece.Broken.class);
        assertThat(asked()).isInstanceOf(Piece.Broken.class);

        assertThat(connections).hasValue(1);
    }
}
