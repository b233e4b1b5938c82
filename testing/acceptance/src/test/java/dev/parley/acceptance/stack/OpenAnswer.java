package dev.parley.acceptance.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An answer that lasts: read along until it ends. */
public final class OpenAnswer {

    private final StringBuffer text;
    private final CompletableFuture<Void> ended;

    private OpenAnswer(StringBuffer text, CompletableFuture<Void> ended) {
        this.text = text;
        this.ended = ended;
    }

    /** POST of a value as JSON; the answer's head has come. */
    public static OpenAnswer post(Gateway gateway, String path, Object body) {
        return read(
                gateway,
                gateway.request(path)
                        .POST(BodyPublishers.ofString(Json.write(body)))
                        .build());
    }

    /** GET; the answer's head has come. */
    public static OpenAnswer get(Gateway gateway, String path) {
        return read(gateway, gateway.request(path).GET().build());
    }

    private static OpenAnswer read(Gateway gateway, HttpRequest request) {
        HttpResponse<InputStream> response = gateway.client()
                .sendAsync(request, BodyHandlers.ofInputStream())
                .join();
        if (response.statusCode() != 200) {
            throw new AssertionError(request + " answered " + response.statusCode());
        }
        StringBuffer text = new StringBuffer();
        return new OpenAnswer(text, CompletableFuture.runAsync(() -> drain(response.body(), text)));
    }

    private static void drain(InputStream body, StringBuffer text) {
        byte[] bytes = new byte[4_096];
        try (body) {
            for (int read = body.read(bytes); read >= 0; read = body.read(bytes)) {
                text.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A WebSocket, its frames one after the other, and at its end {@code code reason}. */
    public static OpenAnswer socket(Gateway gateway, String path, String key) {
        StringBuffer text = new StringBuffer();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        URI uri = URI.create(gateway.base().resolve(path).toString().replaceFirst("http", "ws"));
        gateway.client()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(uri, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                        text.append(data);
                        socket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        text.append(code).append(' ').append(reason);
                        ended.complete(null);
                        return null;
                    }
                })
                .join();
        return new OpenAnswer(text, ended);
    }

    /** What has come so far. */
    public String text() {
        return text.toString();
    }

    /** Whether it has come to a proper end. */
    public boolean hasEnded() {
        return ended.isDone() && !ended.isCompletedExceptionally();
    }
}
