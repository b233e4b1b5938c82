package dev.parley.transport.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.record.Surface;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body on its way through a relay, on real sockets. */
@Timeout(20)
class StreamedBodyTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int BOUND = 100_000_000;

    /** Left alone, the system lets them grow for as long as a test waits for a standstill. */
    private static final HttpServerOptions FIXED_BUFFERS =
            new HttpServerOptions().setReceiveBufferSize(64 * 1024).setSendBufferSize(64 * 1024);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer upstream = vertx.createHttpServer(FIXED_BUFFERS);
    private final HttpServer front = vertx.createHttpServer(FIXED_BUFFERS);
    private final Set<Object> openUpstream = ConcurrentHashMap.newKeySet();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean deaf = new AtomicBoolean();
    private long before;
    private int still;

    @BeforeEach
    void open() {
        upstream.requestHandler(this::take);
        front.requestHandler(this::relay);
        upstream.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        front.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request) {
        openUpstream.add(request);
        request.connection().closeHandler(closed -> openUpstream.remove(request));
        request.exceptionHandler(gone -> {});
        if (deaf.get()) {
            request.pause();
            return;
        }
        request.handler(bytes -> taken.addAndGet(bytes.length()));
        request.endHandler(end -> request.response()
                .putHeader("Content-Type", "application/json")
                .end("{\"taken\":" + taken.get() + "}"));
    }

    private void relay(HttpServerRequest request) {
        StreamedBody body = StreamedBody.of(
                request,
                BOUND,
                () -> Surface.NATIVE.refuse(request.response(), ProblemCode.BODY_TOO_LARGE, "too large"));
        UpstreamCall call = UpstreamCall.on(
                Surface.NATIVE,
                request.method(),
                URI.create("http://127.0.0.1:" + upstream.actualPort()),
                request.uri(),
                PassedHeaders.ofRequest(List.of()).of(request.headers()),
                body);
        new Relay(vertx, vertx.createHttpClient(Relay.clientOptions(10, LONG)), new RelayBounds(1_000, 1_000))
                .straight(
                        call,
                        new Silences(LONG, LONG, LONG),
                        Downstream.of(request.response()),
                        PassedHeaders.ofResponse(List.of()),
                        fault -> Surface.NATIVE.refuse(request.response(), fault.code(), fault.sentence()));
    }

    private Socket post(String framing) throws IOException {
        Socket client = new Socket("127.0.0.1", front.actualPort());
        client.setSoTimeout(15_000);
        client.getOutputStream()
                .write(("POST /api/chat HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + framing + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private static String answerTo(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void chunk(OutputStream to, byte[] bytes) throws IOException {
        to.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
        to.write(bytes);
        to.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_body_of_told_length_arrives_whole() throws IOException {
        try (Socket client = post("Content-Length: 5000000")) {
            client.getOutputStream().write(new byte[5_000_000]);

            String answer = answerTo(client);

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"taken\":5000000}");
        }
    }

    @Test
    void a_body_of_untold_length_arrives_whole() throws IOException {
        try (Socket client = post("Transfer-Encoding: chunked")) {
            chunk(client.getOutputStream(), new byte[70_000]);
            chunk(client.getOutputStream(), new byte[30_000]);
            client.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            String answer = answerTo(client);

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"taken\":100000}");
        }
    }

    @Test
    void a_request_without_a_body_stays_without() throws IOException {
        try (Socket client = post("X-None: 1")) {
            String answer = answerTo(client);

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{\"taken\":0}");
        }
    }

    @Test
    void a_body_that_says_it_is_too_long_is_refused_at_once() throws IOException {
        try (Socket client = post("Content-Length: 100000001")) {
            client.setSoTimeout(5_000);

            byte[] head = client.getInputStream().readNBytes("HTTP/1.1 413".length());

            assertThat(new String(head, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413");
            await().until(openUpstream::isEmpty);
        }
    }

    @Test
    void a_body_that_turns_out_too_long_is_refused_and_the_upstream_given_up() throws IOException {
        try (Socket client = post("Transfer-Encoding: chunked")) {
            byte[] piece = new byte[1_000_000];
            for (int sent = 0; sent <= BOUND; sent += piece.length) {
                chunk(client.getOutputStream(), piece);
            }

            byte[] head = client.getInputStream().readNBytes("HTTP/1.1 413".length());

            assertThat(new String(head, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413");
            await().until(openUpstream::isEmpty);
        }
    }

    @Test
    void an_upstream_that_does_not_read_slows_the_client_instead_of_filling_memory() throws Exception {
        deaf.set(true);
        AtomicLong sent = new AtomicLong();
        try (Socket client = post("Content-Length: " + BOUND)) {
            Thread writer = new Thread(() -> writeAsMuchAsIsTaken(client, sent));
            writer.start();

            await().until(() -> hasStoodStill(sent));

            assertThat(sent.get()).isLessThan(40_000_000);
            client.close();
            writer.join();
        }
    }

    private static void writeAsMuchAsIsTaken(Socket client, AtomicLong sent) {
        byte[] piece = new byte[100_000];
        try {
            while (sent.get() + piece.length < BOUND) {
                client.getOutputStream().write(piece);
                sent.addAndGet(piece.length);
            }
        } catch (IOException closedByTheTest) {
            // The end of this client.
        }
    }

    /** For five looks in a row. */
    private boolean hasStoodStill(AtomicLong sent) {
        long now = sent.get();
        still = now == before && now > 0 ? still + 1 : 0;
        before = now;
        return still == 5;
    }

    @Test
    void a_client_that_leaves_in_the_middle_of_its_body_takes_its_request_back() throws IOException {
        Socket client = post("Content-Length: 1000");
        client.getOutputStream().write(new byte[10]);
        await().until(() -> openUpstream.size() == 1);

        client.close();

        await().until(openUpstream::isEmpty);
    }
}
