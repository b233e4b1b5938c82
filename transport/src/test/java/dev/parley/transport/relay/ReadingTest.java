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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that this process reads itself, from a scripted upstream on a real socket. */
@Timeout(20)
class ReadingTest {

    private static final String ONE = "{\"response\":\"a\",\"done\":false}\n";
    private static final String TWO = "{\"response\":\"b\",\"done\":false}\n";
    private static final String DONE = "{\"response\":\"\",\"done\":true}\n";
    private static final String WHOLE_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final ScriptedUpstream upstream = new ScriptedUpstream(vertx);
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private Silences silences = new Silences(LONG, LONG, LONG);
    private RelayBounds bounds = new RelayBounds(1 << 20, 1 << 20);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Reading read() {
        return read(records -> read.add(records.toString()));
    }

    private Reading read(Consumer<Buffer> reader) {
        CompletableFuture<Reading> begun = new CompletableFuture<>();
        Relay relay = new Relay(vertx, vertx.createHttpClient(Relay.clientOptions(10, Duration.ofSeconds(1))), bounds);
        UpstreamCall call = UpstreamCall.on(
                Surface.NATIVE,
                HttpMethod.POST,
                upstream.url(),
                "/api/chat",
                MultiMap.caseInsensitiveMultiMap(),
                Buffer.buffer("{}"));
        context.runOnContext(now -> relay.ask(call, silences).opening().onSuccess(opening -> {
            Reading reading = ((Opening.Answered) opening).answer().read(reader);
            reading.ending().onSuccess(endings::add);
            begun.complete(reading);
        }));
        return begun.join();
    }

    private Ending ending() throws InterruptedException {
        return endings.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void whole_records_are_read_and_counted() throws Exception {
        upstream.onRequest(socket -> {
            socket.write(STREAM_HEAD + chunk(ONE + "{\"respon"));
            vertx.setTimer(50, later -> socket.write(chunk("se\":\"b\",\"done\":false}\n" + DONE) + LAST_CHUNK));
        });

        read();

        assertThat(ending()).isInstanceOf(Ending.Completed.class).satisfies(end -> {
            assertThat(end.tally().records()).isEqualTo(3);
            assertThat(end.bytes()).isEqualTo((ONE + TWO + DONE).length());
        });
        assertThat(read).containsExactly(ONE, TWO + DONE);
    }

    @Test
    void a_whole_body_longer_than_what_is_held_is_read_in_pieces() throws Exception {
        bounds = new RelayBounds(1 << 20, 10);
        String body = "{\"response\":\"" + "x".repeat(50_000) + "\"}";
        upstream.onRequest(socket -> socket.write(WHOLE_HEAD + body.length() + "\r\n\r\n" + body));

        read();

        assertThat(ending()).isInstanceOf(Ending.Completed.class);
        assertThat(String.join("", read)).isEqualTo(body);
    }

    @Test
    void an_answer_that_breaks_off_is_no_success() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE) + LAST_CHUNK));
        read();
        assertThat(((Ending.Failed) ending()).fault()).isEqualTo(Fault.TRUNCATED);

        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE)).onComplete(sent -> socket.close()));
        read();
        assertThat(((Ending.Failed) ending()).fault()).isEqualTo(Fault.BROKEN);

        upstream.onRequest(
                socket -> socket.write(STREAM_HEAD + chunk(ONE) + chunk("{\"error\":\"no\"}\n") + LAST_CHUNK));
        read();
        assertThat(((Ending.Failed) ending()).fault()).isEqualTo(Fault.TOLD);
    }

    @Test
    void a_silent_upstream_is_given_up() throws Exception {
        silences = new Silences(LONG, SHORT, LONG);
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE)));

        read();

        assertThat(((Ending.Failed) ending()).fault()).isEqualTo(Fault.SILENT);
        await().until(() -> upstream.open.get() == 0);
    }

    @Test
    void nobody_who_reads_closes_the_connection() throws Exception {
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE)));
        Reading reading = read();
        await().until(() -> read.size() == 1);

        reading.cancel();
        reading.cancel();

        assertThat(ending()).isInstanceOf(Ending.Cancelled.class);
        await().until(() -> upstream.open.get() == 0);
    }

    @Test
    void a_paused_reading_holds_its_source_back_until_it_goes_on() throws Exception {
        AtomicLong taken = new AtomicLong();
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE).repeat(200_000) + chunk(DONE) + LAST_CHUNK));
        CompletableFuture<Reading> known = new CompletableFuture<>();
        Reading reading = read(records -> {
            if (taken.addAndGet(records.length()) == records.length()) {
                known.join().pause();
            }
        });
        known.complete(reading);
        await().during(Duration.ofMillis(200)).until(() -> taken.get() < 1_000_000 && endings.isEmpty());

        context.runOnContext(now -> reading.resume());

        assertThat(ending()).isInstanceOf(Ending.Completed.class);
        assertThat(taken.get()).isEqualTo(ONE.length() * 200_000L + DONE.length());
    }

    @Test
    void who_stays_paused_for_too_long_has_left() throws Exception {
        silences = new Silences(LONG, LONG, SHORT);
        upstream.onRequest(socket -> socket.write(STREAM_HEAD + chunk(ONE)));
        CompletableFuture<Reading> known = new CompletableFuture<>();
        known.complete(read(records -> known.join().pause()));

        assertThat(ending()).isInstanceOf(Ending.Cancelled.class);
        await().until(() -> upstream.open.get() == 0);
    }
}
