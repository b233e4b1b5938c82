package dev.parley.transport.relay;

import static dev.parley.transport.relay.ScriptedUpstream.EVENTS_HEAD;
import static dev.parley.transport.relay.ScriptedUpstream.LAST_CHUNK;
import static dev.parley.transport.relay.ScriptedUpstream.STREAM_HEAD;
import static dev.parley.transport.relay.ScriptedUpstream.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.transport.relay.record.Surface;
import dev.parley.transport.relay.record.Tally;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The relay between a scripted upstream and a bare client, all on real sockets. */
@Timeout(20)
class RelayTest {

    private static final String ONE = "{\"response\":\"a\",\"done\":false}\n";
    private static final String TWO = "{\"response\":\"b\",\"done\":false}\n";
    private static final String DONE = "{\"response\":\"\",\"done\":true}\n";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedUpstream upstream = new ScriptedUpstream(vertx);
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final HttpServer front = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    private Silences silences = new Silences(LONG, LONG, LONG);
    private RelayBounds bounds = new RelayBounds(1 << 20, 1 << 20);
    private Surface surface = Surface.NATIVE;
    private URI target = upstream.url();

    @BeforeEach
    void open() {
        front.requestHandler(this::relay);
        front.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void relay(HttpServerRequest request) {
        HttpClientOptions options = Relay.clientOptions(100, Duration.ofSeconds(1));
        Relay relay = new Relay(vertx, vertx.createHttpClient(options), bounds);
        Downstream downstream = Downstream.of(request.response());
        BoundedBody.read(request, 1_000).onSuccess(body -> {
            UpstreamCall call = UpstreamCall.on(
                    surface,
                    request.method(),
                    target,
                    request.uri(),
                    PassedHeaders.ofRequest(List.of()).of(request.headers()),
                    body.orElseThrow());
            relay.straight(
                            call,
                            silences,
                            downstream,
                            PassedHeaders.ofResponse(List.of()),
                            fault -> surface.refuse(request.response(), fault.code(), fault.sentence()))
                    .onSuccess(endings::add);
        });
    }

    @Test
    void whole_records_pass_untouched() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE) + chunk(TWO) + chunk(DONE) + LAST_CHUNK));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + TWO + DONE);
        assertThat(answer).startsWith("HTTP/1.1 200").contains("application/x-ndjson");
        assertCompleted((ONE + TWO + DONE).length());
    }

    @Test
    void what_one_read_brought_is_one_write() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE).repeat(50) + chunk(DONE) + LAST_CHUNK));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE.repeat(50) + DONE);
        assertThat(chunksOf(answer)).isLessThanOrEqualTo(2);
    }

    @Test
    void records_that_come_one_by_one_go_out_one_by_one() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        upstream.onRequest(socket -> {
            socket.write(STREAM_HEAD);
            vertx.setPeriodic(30, timer -> {
                socket.write(sent.incrementAndGet() < 4 ? chunk(ONE) : chunk(DONE) + LAST_CHUNK);
                if (sent.get() == 4) {
                    vertx.cancelTimer(timer);
                }
            });
        });

        String answer = ask();

        assertThat(chunksOf(answer)).isEqualTo(4);
    }

    @Test
    void a_record_in_pieces_is_held_until_it_is_whole() throws Exception {
        upstream.onRequest(socket -> {
            socket.write(STREAM_HEAD + chunk(ONE + "{\"respon"));
            vertx.setTimer(50, later -> socket.write(chunk("se\":\"b\",\"done\":false}\n" + DONE) + LAST_CHUNK));
        });

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + TWO + DONE);
        assertThat(answer).contains(chunk(ONE));
    }

    @Test
    void an_upstream_that_dies_in_mid_record_ends_as_an_error_after_the_last_whole_one() throws Exception {
        upstream.onRequest(socket ->
                socket.write(STREAM_HEAD + chunk(ONE + "{\"response\":\"lo")).onComplete(sent -> socket.close()));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + "{\"error\":\"" + Fault.BROKEN.sentence() + "\"}\n");
        assertThat(answer).endsWith(LAST_CHUNK);
        assertFailed(Fault.BROKEN, ONE.length());
    }

    @Test
    void a_proper_end_without_a_final_record_is_no_success() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE) + LAST_CHUNK));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + "{\"error\":\"" + Fault.TRUNCATED.sentence() + "\"}\n");
        assertFailed(Fault.TRUNCATED, ONE.length());
    }

    @Test
    void a_connection_that_breaks_after_the_last_record_has_broken_nothing() throws Exception {
        upstream.onRequest(socket -> {
            socket.write(STREAM_HEAD + chunk(ONE));
            vertx.setTimer(100, later -> socket.write(chunk(DONE)).onComplete(sent -> socket.close()));
        });

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + DONE);
        assertCompleted((ONE + DONE).length());
    }

    @Test
    void an_answer_that_came_in_one_read_with_the_end_of_its_connection_is_whole() throws Exception {
        upstream.onRequest(
                socket -> socket.write(STREAM_HEAD + chunk(ONE) + chunk(DONE)).onComplete(sent -> socket.close()));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + DONE);
        assertCompleted((ONE + DONE).length());
    }

    @Test
    void an_upstream_that_stays_silent_after_the_last_record_has_said_everything() throws Exception {
        silences = new Silences(LONG, Duration.ofMillis(150), LONG);
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE) + chunk(DONE)));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + DONE);
        assertCompleted((ONE + DONE).length());
        upstreamClosesAtOnce();
    }

    @Test
    void an_openai_stream_that_breaks_ends_with_an_error_event() throws Exception {
        surface = Surface.OPENAI;
        String event = "data: {\"choices\":[]}\n\n";
        upstream.onRequest(socket -> socket.write(EVENTS_HEAD + chunk(event) + LAST_CHUNK));

        String answer = ask();

        assertThat(bodyOf(answer))
                .startsWith(event + "data: {\"error\":{\"message\":")
                .endsWith("}}\n\n");
        assertThat(ending()).isInstanceOf(Ending.Failed.class);
    }

    @Test
    void an_error_record_of_the_upstream_is_passed_on_and_nothing_added() throws Exception {
        String error = "{\"error\":\"it ran out of memory\"}\n";
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE + error) + LAST_CHUNK));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + error);
        assertFailed(Fault.TOLD, (ONE + error).length());
    }

    @Test
    void a_stall_in_mid_answer_ends_as_an_error_and_closes_the_upstream() throws Exception {
        silences = new Silences(LONG, Duration.ofMillis(150), LONG);
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE)));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + "{\"error\":\"" + Fault.SILENT.sentence() + "\"}\n");
        upstreamClosesAtOnce();
    }

    @Test
    void signs_of_life_keep_a_slow_answer_alive() throws Exception {
        silences = new Silences(LONG, Duration.ofMillis(200), LONG);
        AtomicInteger sent = new AtomicInteger();
        upstream.onRequest(socket -> {
            socket.write(STREAM_HEAD + chunk(ONE));
            vertx.setPeriodic(100, timer -> {
                boolean last = sent.incrementAndGet() == 6;
                socket.write(last ? chunk(DONE) + LAST_CHUNK : chunk(TWO));
                if (last) {
                    vertx.cancelTimer(timer);
                }
            });
        });

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + TWO.repeat(5) + DONE);
    }

    @Test
    void an_upstream_that_is_not_there_was_never_reached() throws Exception {
        upstream.close();

        String answer = ask();

        assertThat(answer).startsWith("HTTP/1.1 502").contains("X-Parley-Error: node-failed");
        assertFailed(Fault.UNREACHED, 0);
    }

    @Test
    void a_break_before_the_first_record_leaves_the_client_untouched() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD).onComplete(sent -> socket.close()));

        String answer = ask();

        assertThat(answer).startsWith("HTTP/1.1 502").contains("X-Parley-Error: node-failed");
        assertFailed(Fault.BROKEN, 0);
    }

    @Test
    void silence_before_the_first_byte_is_told_and_closes_the_upstream() throws Exception {
        silences = new Silences(Duration.ofMillis(150), LONG, LONG);
        upstream.onRequest(socket -> {});

        String answer = ask();

        assertThat(answer).startsWith("HTTP/1.1 504").contains("X-Parley-Error: node-silent");
        upstreamClosesAtOnce();
    }

    @Test
    void a_compressed_answer_is_not_understood() throws Exception {
        upstream.onRequest(socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"));

        String answer = ask();

        assertThat(answer).startsWith("HTTP/1.1 502");
        assertFailed(Fault.UNREADABLE, 0);
    }

    @Test
    void a_record_longer_than_allowed_breaks_the_answer() throws Exception {
        bounds = new RelayBounds(1_000, 1_000);
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE) + chunk("x".repeat(2_000))));

        String answer = ask();

        assertThat(bodyOf(answer)).isEqualTo(ONE + "{\"error\":\"" + Fault.OVERLONG.sentence() + "\"}\n");
    }

    @Test
    void a_whole_body_is_passed_on_only_when_complete() throws Exception {
        upstream.onRequest(socket -> socket.write(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":")
                .onComplete(sent -> socket.close()));

        String answer = ask();

        assertThat(answer).startsWith("HTTP/1.1 502");
        assertFailed(Fault.BROKEN, 0);
    }

    @Test
    void a_whole_body_keeps_its_length() throws Exception {
        upstream.onRequest(socket -> socket.write("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + chunk("{\"error\":") + chunk("\"x\"}") + LAST_CHUNK));

        String answer = ask();

        assertThat(answer).startsWith("HTTP/1.1 404").containsIgnoringCase("content-length: 13");
        assertThat(answer).endsWith("\r\n\r\n{\"error\":\"x\"}");
        assertCompleted(13);
    }

    @Test
    void what_the_answer_cost_is_told_at_its_end() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD
                + chunk(ONE.repeat(3))
                + chunk("{\"response\":\"\",\"done\":true,\"prompt_eval_count\":26,\"eval_count\":5}\n")
                + LAST_CHUNK));

        ask();

        Tally tally = ending().tally();
        assertThat(tally.records()).isEqualTo(4);
        assertThat(tally.promptTokens()).hasValue(26);
        assertThat(tally.answerTokens()).hasValue(5);
    }

    @Test
    void a_body_longer_than_may_be_held_is_cut_visibly_when_its_upstream_dies() throws Exception {
        bounds = new RelayBounds(1_000, 1_000);
        upstream.onRequest(socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n"
                    + "x".repeat(5_000));
            vertx.setTimer(100, later -> socket.close());
        });

        String answer = ask();

        assertThat(answer).containsIgnoringCase("content-length: 9000").endsWith("x".repeat(5_000));
        assertFailed(Fault.BROKEN, 5_000);
    }

    @Test
    void a_client_that_leaves_in_mid_answer_closes_the_upstream_at_once() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE)));
        Socket client = connect();
        client.getInputStream().read(new byte[4_096]);

        client.close();

        upstreamClosesAtOnce();
        assertThat(ending()).isInstanceOf(Ending.Cancelled.class);
    }

    @Test
    void a_client_that_leaves_before_the_first_byte_closes_the_upstream_at_once() throws Exception {
        upstream.onRequest(socket -> {});
        Socket client = connect();
        await().until(() -> upstream.open.get() == 1);

        client.close();

        upstreamClosesAtOnce();
        assertThat(ending()).isEqualTo(new Ending.Cancelled(Tally.NONE));
    }

    @Test
    void a_client_that_does_not_read_slows_the_upstream_and_may_still_leave() throws Exception {
        Fountain fountain = new Fountain();
        upstream.onRequest(fountain::flow);
        Socket client = connect();
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(fountain::isDammed);
        long standing = fountain.sent;

        client.close();

        upstreamClosesAtOnce();
        assertThat(standing).isLessThan(64L << 20);
        assertThat(ending()).isInstanceOf(Ending.Cancelled.class);
    }

    @Test
    void a_client_that_takes_nothing_for_too_long_is_let_go() throws Exception {
        silences = new Silences(LONG, LONG, Duration.ofMillis(200));
        upstream.onRequest(new Fountain()::flow);

        try (Socket client = connect()) {
            assertThat(ending()).isInstanceOf(Ending.Cancelled.class);
            assertThat(client.isClosed()).isFalse();
        }

        upstreamClosesAtOnce();
    }

    @Test
    void a_reader_that_was_waited_for_gets_every_byte() throws Exception {
        String many = ONE.repeat(500_000);
        AtomicReference<NetSocket> node = new AtomicReference<>();
        upstream.onRequest(socket -> {
            node.set(socket);
            socket.write(STREAM_HEAD + chunk(many) + chunk(DONE) + LAST_CHUNK);
        });

        String answer;
        try (Socket client = connect()) {
            await().until(() -> node.get() != null && node.get().writeQueueFull());
            answer = readAll(client.getInputStream());
        }

        assertThat(bodyOf(answer)).isEqualTo(many + DONE);
    }

    @Test
    void the_upstream_sees_its_own_authority_and_nobody_elses_headers() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(DONE) + LAST_CHUNK));

        ask();

        String head = upstream.requests.get(0);
        assertThat(head)
                .containsIgnoringCase("host: 127.0.0.1:" + upstream.url().getPort())
                .containsIgnoringCase("user-agent: test")
                .containsIgnoringCase("accept-encoding: identity")
                .doesNotContainIgnoringCase("origin")
                .doesNotContainIgnoringCase("authorization")
                .doesNotContainIgnoringCase("upgrade");
    }

    /** Sends records as fast as they are taken. */
    private static final class Fountain {

        private volatile long sent;
        private volatile boolean dammed;

        boolean isDammed() {
            return dammed;
        }

        void flow(NetSocket socket) {
            socket.write(STREAM_HEAD);
            pour(socket);
        }

        private void pour(NetSocket socket) {
            String water = chunk(ONE.repeat(1_000));
            while (!socket.writeQueueFull()) {
                socket.write(water);
                sent += water.length();
            }
            dammed = true;
            socket.drainHandler(drained -> {
                dammed = false;
                pour(socket);
            });
        }
    }

    private void upstreamClosesAtOnce() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(AT_ONCE)
                .until(() -> upstream.open.get() == 0);
    }

    private String ask() throws IOException {
        try (Socket client = connect()) {
            return readAll(client.getInputStream());
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket("127.0.0.1", front.actualPort());
        String head = "POST /api/generate HTTP/1.1\r\nHost: front\r\nUser-Agent: test\r\nOrigin: http://evil\r\n"
                + "Authorization: Bearer secret\r\nUpgrade: h2c\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
        client.setSoTimeout(10_000);
        client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
        return client;
    }

    private static String readAll(InputStream in) throws IOException {
        Buffer all = Buffer.buffer();
        byte[] part = new byte[65_536];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                all.appendBytes(part, 0, n);
            }
        } catch (IOException reset) {
            // What arrived before the cut is what the client has.
        }
        return all.toString();
    }

    private void assertCompleted(long bytes) throws Exception {
        Ending ending = ending();
        assertThat(ending).isInstanceOf(Ending.Completed.class);
        assertThat(ending.bytes()).isEqualTo(bytes);
    }

    private void assertFailed(Fault fault, long bytes) throws Exception {
        Ending ending = ending();
        assertThat(ending).isInstanceOf(Ending.Failed.class);
        assertThat(((Ending.Failed) ending).fault()).isEqualTo(fault);
        assertThat(ending.bytes()).isEqualTo(bytes);
    }

    private Ending ending() throws InterruptedException {
        Ending ending = endings.poll(5, TimeUnit.SECONDS);
        assertThat(ending).as("an ending within 5 s").isNotNull();
        return ending;
    }

    private static String bodyOf(String answer) {
        String rest = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        StringBuilder body = new StringBuilder();
        while (true) {
            int lineEnd = rest.indexOf("\r\n");
            int length = Integer.parseInt(rest.substring(0, lineEnd), 16);
            if (length == 0) {
                return body.toString();
            }
            body.append(rest, lineEnd + 2, lineEnd + 2 + length);
            rest = rest.substring(lineEnd + 2 + length + 2);
        }
    }

    private static int chunksOf(String answer) {
        String rest = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        int chunks = 0;
        while (true) {
            int lineEnd = rest.indexOf("\r\n");
            int length = Integer.parseInt(rest.substring(0, lineEnd), 16);
            if (length == 0) {
                return chunks;
            }
            chunks++;
            rest = rest.substring(lineEnd + 2 + length + 2);
        }
    }
}
