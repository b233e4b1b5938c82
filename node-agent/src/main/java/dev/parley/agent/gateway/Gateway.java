package dev.parley.agent.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.access.KeyPage;
import dev.parley.protocol.access.KeyReport;
import dev.parley.protocol.access.KeyRequest;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.Conversation;
import dev.parley.protocol.conversation.StartConversation;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gateway. Speaks through {@link HttpURLConnection}: it is up half a second sooner than the newer client, which is most
 * of what a person waits for here. Every method throws {@link IOException} if no answer came and {@link GatewayRefused}
 * if the answer was no.
 */
public final class Gateway {

    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(5);

    /** Control calls answer at once; behind them a busy machine may take its time. */
    private static final Duration PATIENCE_TO_ANSWER = Duration.ofSeconds(30);

    /** Heartbeats come every 15 seconds at the latest: three missed ones mean that nobody is there. */
    private static final Duration PATIENCE_WITH_STREAM = Duration.ofSeconds(45);

    private static final int KEYS_A_PAGE = 100;

    private static final int LONGEST_ANSWER = 16 * 1024 * 1024;

    private final String base;
    private final Optional<String> key;

    /**
     * The one at this base URL.
     *
     * @param key says who we are; empty where that is not asked
     */
    public Gateway(String base, Optional<String> key) {
        this.key = key;
        // A call that went out twice could go on for twice the rounds.
        System.setProperty("sun.net.http.retryPost", "false");
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** Its base URL. */
    public String base() {
        return base;
    }

    /** The names of models that complete text, at most so many, in the order in which the pool lists them. */
    public List<String> models(int atMost) throws IOException {
        JsonNode tags = WireJson.MAPPER.readTree(call("GET", "/api/tags", null, Map.of()));
        return new CompletingModels(this::show).first(atMost, tags.path("models"));
    }

    private JsonNode show(String model) throws IOException {
        return WireJson.MAPPER.readTree(call("POST", "/api/show", Map.of("model", model), Map.of()));
    }

    /**
     * Starts a conversation; the same key never starts a second one.
     *
     * @param key of this attempt and its repetitions
     */
    public Conversation start(StartConversation request, UUID key) throws IOException {
        return conversation("POST", "/api/conversations/start", request, Map.of("Idempotency-Key", key.toString()));
    }

    /** How a conversation stands. */
    public Conversation conversation(UUID id) throws IOException {
        return conversation("GET", "/api/conversations/" + id, null, Map.of());
    }

    /** Lets an ended conversation go on for this many rounds. */
    public Conversation goOn(UUID id, int rounds) throws IOException {
        return conversation(
                "POST", "/api/conversations/" + id + "/continue", new ContinueConversation(rounds, null), Map.of());
    }

    /** Lets a paused conversation go on. */
    public Conversation resume(UUID id) throws IOException {
        return conversation("POST", "/api/conversations/" + id + "/resume", null, Map.of());
    }

    /** Ends a conversation. */
    public Conversation stop(UUID id) throws IOException {
        return conversation("POST", "/api/conversations/" + id + "/stop", null, Map.of());
    }

    /**
     * The events after this one.
     *
     * @param after null for all
     */
    public EventStream events(UUID id, @Nullable EventId after) throws IOException {
        HttpURLConnection connection = open("GET", "/api/conversations/" + id + "/events");
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setReadTimeout((int) PATIENCE_WITH_STREAM.toMillis());
        if (after != null) {
            connection.setRequestProperty("Last-Event-ID", after.toString());
        }
        refuseErrors(connection);
        return new EventStream(connection);
    }

    /** Hands out a key. The answer is the only place that it is ever seen in. */
    public KeyReport createKey(KeyRequest request) throws IOException {
        return WireJson.MAPPER.readValue(call("POST", "/api/keys", request, Map.of()), KeyReport.class);
    }

    /** A page of keys, newest first; the first page where there is no cursor. */
    public KeyPage keys(@Nullable String cursor) throws IOException {
        String query = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return WireJson.MAPPER.readValue(
                call("GET", "/api/keys?limit=" + KEYS_A_PAGE + query, null, Map.of()), KeyPage.class);
    }

    /** Takes a key back; may be repeated. */
    public void revokeKey(String id) throws IOException {
        call("DELETE", "/api/keys/" + URLEncoder.encode(id, StandardCharsets.UTF_8), null, Map.of());
    }

    private Conversation conversation(String method, String path, @Nullable Object body, Map<String, String> headers)
            throws IOException {
        return WireJson.MAPPER.readValue(call(method, path, body, headers), Conversation.class);
    }

    private String call(String method, String path, @Nullable Object body, Map<String, String> headers)
            throws IOException {
        HttpURLConnection connection = open(method, path);
        connection.setRequestProperty("Accept", "application/json");
        headers.forEach(connection::setRequestProperty);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body == null ? new byte[0] : WireJson.MAPPER.writeValueAsBytes(body));
        }
        refuseErrors(connection);
        return text(connection.getInputStream());
    }

    private HttpURLConnection open(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(method);
        connection.setConnectTimeout((int) PATIENCE_TO_CONNECT.toMillis());
        connection.setReadTimeout((int) PATIENCE_TO_ANSWER.toMillis());
        connection.setInstanceFollowRedirects(false);
        key.ifPresent(ours -> connection.setRequestProperty("Authorization", "Bearer " + ours));
        return connection;
    }

    private static void refuseErrors(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status / 100 != 2) {
            throw Refusals.of(
                    status,
                    connection.getHeaderField("X-Parley-Error"),
                    connection.getHeaderField("Retry-After"),
                    text(connection.getErrorStream()));
        }
    }

    private static String text(@Nullable InputStream in) throws IOException {
        return in == null ? "" : new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
    }
}
