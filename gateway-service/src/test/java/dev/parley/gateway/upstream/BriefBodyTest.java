package dev.parley.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.time.SettableClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BriefBodyTest {

    private final SettableClock clock = SettableClock.at("2026-11-20T08:00:00Z");
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void it_may_be_sent_again_for_a_moment_after_it_was_sent_first() {
        BriefBody body = new BriefBody(Buffer.buffer("x"), clock);
        clock.advance(Duration.ofHours(1));
        assertThat(body.canBeSent()).isTrue();

        send(body);
        clock.advance(Duration.ofMillis(900));
        boolean soon = body.canBeSent();
        send(body);
        clock.advance(Duration.ofMillis(200));

        assertThat(soon).isTrue();
        assertThat(body.canBeSent()).isFalse();
    }

    private void send(BriefBody body) {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        vertx.createHttpClient()
                .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/")
                .compose(body::sendTo)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
