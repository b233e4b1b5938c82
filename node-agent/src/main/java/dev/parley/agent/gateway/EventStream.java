package dev.parley.agent.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection's worth of a conversation's events. */
public final class EventStream implements AutoCloseable {

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    EventStream(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Waits for the next event.
     *
     * @return null when the server has ended the stream
     * @throws IOException if the connection broke, or nothing came for longer than heartbeats take
     */
    public @Nullable StreamedEvent next() throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && data.length() > 0) {
                return event(data.toString());
            }
            if (line.startsWith("data:")) {
                data.append(data.length() == 0 ? "" : "\n").append(value(line));
            }
        }
        return null;
    }

    /** Gives the connection up, also while another thread waits for the next event. */
    @Override
    public void close() {
        connection.disconnect();
    }

    /** One space after the colon belongs to the form, not to the value. */
    private static String value(String line) {
        String value = line.substring("data:".length());
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private static StreamedEvent event(String json) throws IOException {
        try {
            return new StreamedEvent(json, WireJson.event(json));
        } catch (JsonProcessingException e) {
            throw new IOException("the gateway sent an event that is none", e);
        }
    }
}
