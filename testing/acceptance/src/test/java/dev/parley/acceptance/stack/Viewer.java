package dev.parley.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches a conversation over SSE as a browser's EventSource does: remembers the last id and comes back with it whenever the
 * connection ends before the conversation has.
 */
public final class Viewer implements AutoCloseable {

    /** One event as it arrived. */
    public record Event(@Nullable String id, String type, JsonNode data) {}

    private final Gateway gateway;
    private final String path;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable String lastId;
    private volatile int connections;

    /** As long as the stream itself says nothing else. */
    private volatile Duration pause = Duration.ofMillis(200);

    private Viewer(Gateway gateway, String conversation) {
        this.gateway = gateway;
        this.path = "/api/conversations/" + conversation + "/events";
        this.thread = new Thread(this::watch, "viewer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to watch from the first event. */
    public static Viewer watch(Gateway gateway, String conversation) {
        return new Viewer(gateway, conversation);
    }

    /** Everything seen so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Everything of this type seen so far. */
    public List<Event> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    /** Whether the conversation's end was seen. */
    public boolean ended() {
        return !events("conversation.completed").isEmpty();
    }

    /** How often it was let in. */
    public int connections() {
        return connections;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }

    private void watch() {
        while (!ended()) {
            try {
                connect();
            } catch (IOException reconnect) {
                // the pause below comes first
            } catch (InterruptedException stop) {
                return;
            }
            if (closedWithin(pause)) {
                return;
            }
        }
    }

    /** The pause before a new connection, which ends early when nobody watches any more. */
    private boolean closedWithin(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    private void connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = gateway.request(path).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        HttpResponse<java.io.InputStream> response =
                gateway.client().send(request.build(), BodyHandlers.ofInputStream());
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() == 200) {
                connections++;
                read(reader);
            }
        }
    }

    private void read(BufferedReader reader) throws IOException {
        String id = null;
        String type = "message";
        String line;
        while ((line = reader.readLine()) != null) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("retry:")) {
                pause = Duration.ofMillis(Long.parseLong(line.substring(6).strip()));
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                events.add(new Event(id, type, Json.read(line.substring(5))));
                lastId = id == null ? lastId : id;
            } else if (line.isEmpty()) {
                id = null;
                type = "message";
            }
        }
    }
}
