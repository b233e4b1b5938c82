package dev.parley.gateway.tunnel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An agent that hears everything, whose socket takes bytes when a test says so. */
final class RecordedLine implements AgentLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> frames = new ArrayList<>();
    final List<Buffer> bytes = new ArrayList<>();
    final Deque<Runnable> untaken = new ArrayDeque<>();
    int pings;
    int closeCode;
    boolean takes = true;

    @Override
    public void text(String frame) {
        try {
            frames.add(JSON.readTree(frame));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void bytes(Buffer message, Runnable taken) {
        bytes.add(message);
        if (takes) {
            taken.run();
        } else {
            untaken.add(taken);
        }
    }

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(int code, String reason) {
        closeCode = code;
    }

    List<JsonNode> of(String type) {
        return frames.stream()
                .filter(frame -> frame.get("type").asText().equals(type))
                .toList();
    }

    JsonNode last(String type) {
        List<JsonNode> all = of(type);
        return all.get(all.size() - 1);
    }

    /** All bytes of a body so far. */
    int bodyBytes() {
        return bytes.stream().mapToInt(message -> message.length() - 8).sum();
    }
}
