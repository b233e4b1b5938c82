package dev.parley.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A program that chats over a socket, as any WebSocket library would. */
public final class ChatClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private ChatClient(Gateway gateway) {
        URI uri = URI.create(gateway.base().resolve("/ws/chat").toString().replaceFirst("http", "ws"));
        socket = gateway.client()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .join();
    }

    /** With a socket of its own. */
    public static ChatClient open(Gateway gateway) {
        return new ChatClient(gateway);
    }

    /** Sends a frame. */
    public void send(Map<String, ?> frame) {
        socket.sendText(Json.write(frame), true).join();
    }

    /** The frame of this type that belongs to this request. */
    public JsonNode await(String id, String type) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> of(id).stream()
                                .filter(frame -> frame.path("type").asText().equals(type))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** What was said to this request so far. */
    public String text(String id) {
        return of(id).stream().map(frame -> frame.path("content").asText()).collect(Collectors.joining());
    }

    private List<JsonNode> of(String id) {
        return frames.stream()
                .filter(frame -> frame.path("id").asText().equals(id))
                .toList();
    }

    /** Leaves without a word. */
    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Json.read(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
