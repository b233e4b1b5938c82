package dev.parley.orchestrator.fake;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.stream.Collectors;

/** Watches a conversation over server-sent events, frame by frame. */
public final class Viewer implements AutoCloseable, Subscriber<List<ByteBuffer>> {

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CompletableFuture<HttpResponse<Void>> response;
    private volatile Subscription subscription;
    private volatile boolean closed;
    private volatile boolean broken;

    Viewer(HttpRequest.Builder request, String lastEventId) {
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        this.response = Client.HTTP.sendAsync(request.build(), BodyHandlers.fromSubscriber(this));
    }

    /** One event as it came. */
    public record Frame(String id, String event, JsonObject data) {}

    public List<Frame> frames() {
        return List.copyOf(frames);
    }

    public List<String> comments() {
        return List.copyOf(comments);
    }

    public List<String> types() {
        return frames.stream().map(Frame::event).toList();
    }

    public List<String> ids() {
        return frames.stream().map(Frame::id).filter(Objects::nonNull).toList();
    }

    /** All text of one turn's newest attempt, as a reader of the page would see it. */
    public String text(int turn) {
        StringBuilder text = new StringBuilder();
        for (Frame frame : frames) {
            if (!Integer.valueOf(turn).equals(frame.data().getInteger("turn"))) {
                continue;
            }
            switch (frame.event()) {
                case "turn.started" -> text.setLength(0);
                case "token" -> text.append(frame.data().getString("content"));
                case "turn.snapshot" -> {
                    text.setLength(0);
                    text.append(frame.data().getString("content"));
                }
                default -> {}
            }
        }
        return text.toString();
    }

    /** What every event says apart from how text was cut and when it was. */
    public String told() {
        return frames.stream()
                .filter(frame -> !List.of("token", "turn.snapshot", "thinking").contains(frame.event()))
                .map(frame -> frame.id() + " " + frame.event())
                .collect(Collectors.joining("\n"));
    }

    public boolean ended() {
        return end.isDone();
    }

    /** Whether it ended other than properly. */
    public boolean broken() {
        return broken;
    }

    public int status() {
        return response.join().statusCode();
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
        if (closed) {
            begun.cancel();
        }
    }

    /** Each byte is looked at once: the line subscriber of the JDK looks through a long line with every piece of it. */
    @Override
    public synchronized void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            while (piece.hasRemaining()) {
                byte next = piece.get();
                if (next == '\n') {
                    line(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
        }
    }

    private void line(String line) {
        if (line.startsWith(":")) {
            comments.add(line);
        } else if (!line.isEmpty()) {
            open.add(line);
        } else if (!open.isEmpty()) {
            frames.add(frame());
            open.clear();
        }
    }

    @Override
    public void onError(Throwable failure) {
        broken = true;
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    @Override
    public void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
        response.cancel(true);
    }

    private Frame frame() {
        String data = field("data: ");
        return new Frame(field("id: "), field("event: "), data == null ? null : new JsonObject(data));
    }

    private String field(String name) {
        return open.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse(null);
    }
}
