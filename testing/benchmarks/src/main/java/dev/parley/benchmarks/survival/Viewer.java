package dev.parley.benchmarks.survival;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.Rest;
import dev.parley.benchmarks.load.Pace;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches a conversation as a browser does: whenever its stream ends early it comes back with the last id that it saw. A
 * stream that was open is asked for again at once; one that is refused after a rest that doubles with every refusal, from
 * {@link #FIRST_REST} to {@link #LONGEST_REST}.
 */
final class Viewer implements AutoCloseable {

    private static final Duration FIRST_REST = Duration.ofMillis(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI events;
    private final String conversation;
    private final List<Seen> durable = new ArrayList<>();
    private final Map<Long, StringBuilder> texts = new HashMap<>();
    private final Thread thread;
    private volatile boolean ended;
    private volatile int connections;
    private @Nullable String last;
    private int doubled;
    private int torn;
    private long lastSeq;
    private long lastOffset;

    Viewer(URI gateway, String conversation) {
        this.events = gateway.resolve("/api/conversations/" + conversation + "/events");
        this.conversation = conversation;
        this.thread = new Thread(this::watch, "viewer");
        thread.setDaemon(true);
        thread.start();
    }

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

    /** Pieces of text that did not begin where the one before had ended. */
    synchronized int torn() {
        return torn;
    }

    /** The lines of the log as they were seen. */
    synchronized List<Seen> durable() {
        return List.copyOf(durable);
    }

    /** What was seen of an attempt, by the place of its first line; empty if nothing was. */
    synchronized String text(long seq) {
        StringBuilder text = texts.get(seq);
        return text == null ? "" : text.toString();
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }

    private void watch() {
        Duration rest = Duration.ZERO;
        while (!ended) {
            try {
                rest = connect() ? Duration.ZERO : longer(rest);
            } catch (IOException unreached) {
                rest = longer(rest);
            } catch (InterruptedException stop) {
                return;
            }
            if (!ended) {
                Pace.rest(rest);
            }
        }
    }

    private static Duration longer(Duration rest) {
        Duration twice = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
        return twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
    }

    /** Whether it was let in. */
    private boolean connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(events).header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() != 200) {
                return false;
            }
            connections++;
            read(lines);
        } catch (IOException cut) {
            // What was open ended early: that is what is looked at.
        }
        return true;
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
            switch (type) {
                case "token" -> hear(seq, offset, Rest.json(data));
                case "turn.snapshot" -> hearAnew(seq, offset, Rest.json(data));
                default -> durable.add(new Seen(id, type, Rest.json(data)));
            }
            lastSeq = seq;
            lastOffset = offset;
            last = id;
        }
        ended |= type.equals("conversation.completed");
    }

    private void hearAnew(long seq, long end, JsonNode data) {
        texts.remove(seq);
        hear(seq, end, data);
    }

    private void hear(long seq, long end, JsonNode data) {
        StringBuilder text = texts.computeIfAbsent(seq, begun -> new StringBuilder());
        text.append(data.path("content").asText());
        if (text.toString().getBytes(StandardCharsets.UTF_8).length != end) {
            torn++;
        }
    }
}
