package dev.parley.benchmarks.survival;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.Rest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches a conversation as a browser does: whenever its stream ends early it comes back with the last id that it saw. */
final class Viewer implements AutoCloseable {

    private static final List<String> PIECES = List.of("token", "turn.snapshot", "thinking");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI events;
    private final String conversation;
    private final List<Seen> durable = new ArrayList<>();
    private final Thread thread;
    private volatile boolean ended;
    private volatile int connections;
    private @Nullable String last;
    private int doubled;
    private long lastSeq;
    private long lastOffset;

    Viewer(URI gateway, String conversation) {
        this.events = gateway.resolve("/api/conversations/" + conversation + "/events");
        this.conversation = conversation;
        this.thread = new Thread(this::watch, "viewer");
        thread.setDaemon(true);
        thread.start();
    }

    /** A line of the log as a viewer saw it. */
    record Seen(String id, String type, JsonNode data) {}

    String conversation() {
        return conversation;
    }

    boolean ended() {
        return ended;
    }

    int connections() {
        return connections;
    }

    /** Events whose id was not beyond the one before. */
    synchronized int doubled() {
        return doubled;
    }

    synchronized List<Seen> durable() {
        return List.copyOf(durable);
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }

    private void watch() {
        while (!ended) {
            try {
                connect();
                Thread.sleep(ended ? 0 : 200);
            } catch (IOException reconnect) {
                // at once: that is what is looked at
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(events).header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() == 200) {
                connections++;
                read(lines);
            }
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String id = null;
        String type = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                type = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                see(id, type, line.substring(5));
                id = null;
            }
        }
    }

    private synchronized void see(@Nullable String id, String type, String data) {
        if (id != null) {
            String[] place = id.split("\\.", 2);
            long seq = Long.parseLong(place[0]);
            long offset = Long.parseLong(place[1]);
            if (seq < lastSeq || (seq == lastSeq && offset <= lastOffset)) {
                doubled++;
            }
            lastSeq = seq;
            lastOffset = offset;
            last = id;
            if (!PIECES.contains(type)) {
                durable.add(new Seen(id, type, Rest.json(data)));
            }
        }
        ended |= type.equals("conversation.completed");
    }
}
