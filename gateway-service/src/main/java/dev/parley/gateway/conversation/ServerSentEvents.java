package dev.parley.gateway.conversation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a byte stream into server-sent events, wherever the reads happen to break. Not for use by several threads. */
public final class ServerSentEvents {

    private final int maxEvent;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private @Nullable String id;
    private String type = "message";

    /** @param maxEvent the largest event, in bytes */
    public ServerSentEvents(int maxEvent) {
        this.maxEvent = maxEvent;
    }

    /**
     * The events that these bytes complete, in order.
     *
     * @throws IllegalStateException if an event is larger than allowed
     */
    public List<ServerSentEvent> feed(byte[] bytes) {
        List<ServerSentEvent> complete = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, start, i);
                start = i + 1;
                endLine(complete);
            }
        }
        keep(bytes, start, bytes.length);
        return complete;
    }

    private void keep(byte[] bytes, int from, int to) {
        line.write(bytes, from, to - from);
        if (line.size() + data.length() > maxEvent) {
            throw new IllegalStateException("an event is larger than " + maxEvent + " bytes");
        }
    }

    private void endLine(List<ServerSentEvent> complete) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty()) {
            endEvent(complete);
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (name) {
            case "id" -> id = value;
            case "event" -> type = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // A comment, or a field that is not for us.
            }
        }
    }

    private void endEvent(List<ServerSentEvent> complete) {
        if (!data.isEmpty()) {
            complete.add(new ServerSentEvent(id, type, data.toString()));
        }
        data.setLength(0);
        id = null;
        type = "message";
    }
}
