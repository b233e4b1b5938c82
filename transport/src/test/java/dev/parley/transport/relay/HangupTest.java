package dev.parley.transport.relay;

import static dev.parley.transport.relay.ScriptedUpstream.LAST_CHUNK;
import static dev.parley.transport.relay.ScriptedUpstream.STREAM_HEAD;
import static dev.parley.transport.relay.ScriptedUpstream.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.transport.relay.record.Surface;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose connection it is that is closed, where there is only one for all requests. */
@Timeout(20)
class HangupTest {

    private static final String ONE = "{\"response\":\"a\",\"done\":false}\n";
    private static final String DONE = "{\"response\":\"\",\"done\":true}\n";
    private static final Silences LONG =
            new Silences(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final ScriptedUpstream upstream = new ScriptedUpstream(vertx);
    private final BlockingQueue<NetSocket> asked = new LinkedBlockingQueue<>();
    private final Relay relay = new Relay(
            vertx,
            vertx.createHttpClient(Relay.clientOptions(1, Duration.ofSeconds(1))),
            new RelayBounds(1 << 20, 1 << 20));

    @BeforeEach
    void open() {
        upstream.onRequest(asked::add);
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<Opening> ask() {
        CompletableFuture<Opening> opening = new CompletableFuture<>();
        UpstreamCall call = UpstreamCall.on(
                Surface.NATIVE,
                HttpMethod.POST,
                upstream.url(),
                "/api/chat",
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer("{}"));
        context.runOnContext(now -> relay.ask(call, LONG).opening().onSuccess(opening::complete));
        return opening;
    }

    private NetSocket request() throws InterruptedException {
        NetSocket socket = asked.poll(10, TimeUnit.SECONDS);
        assertThat(socket).isNotNull();
        return socket;
    }

    private void drop(Opening opening) {
        context.runOnContext(now -> ((Opening.Answered) opening).answer().drop());
    }

    @Test
    void an_answer_that_ended_unread_leaves_the_next_request_its_connection() throws Exception {
        CompletableFuture<Opening> first = ask();
        NetSocket node = request();
        node.write(STREAM_HEAD + chunk(ONE));
        Opening unread = first.get(10, TimeUnit.SECONDS);
        node.write(chunk(DONE) + LAST_CHUNK);
        CompletableFuture<Opening> second = ask();
        NetSocket same = request();

        drop(unread);

        context.runOnContext(later -> context.runOnContext(evenLater -> same.write(STREAM_HEAD + chunk(ONE))));
        assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Opening.Answered.class);
        assertThat(upstream.open).hasValue(1);
    }

    @Test
    void an_answer_that_said_nothing_until_its_end_keeps_its_connection_usable() throws Exception {
        CompletableFuture<Opening> first = ask();
        request().write(STREAM_HEAD + LAST_CHUNK);
        assertThat(first.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Opening.Unanswered.class,
                        empty -> assertThat(empty.fault()).isEqualTo(Fault.TRUNCATED));

        CompletableFuture<Opening> second = ask();

        request().write(STREAM_HEAD + chunk(ONE));
        assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Opening.Answered.class);
        assertThat(upstream.opened).hasValue(1);
    }

    @Test
    void an_answer_that_goes_on_loses_its_connection() throws Exception {
        CompletableFuture<Opening> first = ask();
        request().write(STREAM_HEAD + chunk(ONE));
        Opening going = first.get(10, TimeUnit.SECONDS);

        drop(going);

        await().until(() -> upstream.open.get() == 0);
    }
}
