package dev.parley.gateway.chat;

import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells task chat from the chat of Ollama, which share a path: the one has a {@code message}, the other {@code messages}. */
public final class Shape {

    private static final byte[] KEY = "\"message\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LAST = KEY.length - 1;
    private static final int[] SHIFT = shifts();

    private Shape() {}

    /** Whether this is task chat; what cannot be read is not. Never fails. */
    public static Future<Boolean> isTaskChat(Buffer body, Context context) {
        if (!mentionsMessage(body)) {
            return Future.succeededFuture(false);
        }
        return RequestLook.at(body, context)
                .map(look -> look.hasKey("message") && !look.hasKey("messages"))
                .otherwise(false);
    }

    /**
     * Whether the key is anywhere in there, in a fraction of the time that reading takes: nearly all bodies are Ollama's, and
     * large ones are images. Quotes within texts are escaped, so a text never looks like it.
     */
    static boolean mentionsMessage(Buffer body) {
        for (int end = LAST; end < body.length(); end += SHIFT[body.getByte(end) & 0xff]) {
            if (isKey(body, end - LAST)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKey(Buffer body, int at) {
        for (int i = LAST; i >= 0; i--) {
            if (body.getByte(at + i) != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    /** How far to go on from the byte under the key's last one (Horspool). */
    private static int[] shifts() {
        int[] shifts = new int[256];
        Arrays.fill(shifts, KEY.length);
        for (int i = 0; i < LAST; i++) {
            shifts[KEY[i]] = LAST - i;
        }
        return shifts;
    }
}
