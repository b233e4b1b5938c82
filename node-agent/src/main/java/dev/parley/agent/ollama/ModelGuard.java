package dev.parley.agent.ollama;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads along in the body of a request, byte by byte and without keeping it, which model it is for. A body of ten megabytes
 * of pictures costs a few hundred bytes here. It reads as Ollama does: names of fields in any case and escaped or not, the
 * last of several counts there, so every one is looked at here, and what follows the first value is not read.
 */
public final class ModelGuard {

    /** No name of a model or of its field is longer, even with every character escaped. */
    private static final int LONGEST = 4096;

    private final Predicate<String> lent;
    private final boolean isShow;
    private final byte[] text = new byte[LONGEST];
    private int length;
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean isName;
    private boolean isModel;
    private boolean isOver;
    private @Nullable String model;
    private @Nullable String refused;

    /**
     * Lets through what is lent.
     *
     * @param path {@code /api/show} has two names for the field
     */
    public ModelGuard(String path, Predicate<String> lent) {
        this.isShow = path.equals("/api/show");
        this.lent = lent;
    }

    /** Reads on; the buffer stays as it is. False as soon as it is for a model that is not lent. */
    public boolean allows(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit() && !isOver && refused == null; at++) {
            read(bytes.get(at));
        }
        return refused == null;
    }

    /** The model as it was said; empty as long as none was. */
    public String model() {
        return refused != null ? refused : model == null ? "" : model;
    }

    private void read(byte each) {
        if (inString) {
            inString(each);
        } else {
            between(each);
        }
    }

    private void inString(byte each) {
        if (!escaped && each == '"') {
            inString = false;
            if (depth == 1) {
                ended();
            }
            return;
        }
        escaped = !escaped && each == '\\';
        if (depth == 1 && length < LONGEST) {
            text[length] = each;
            length++;
        }
    }

    private void between(byte each) {
        switch (each) {
            case '"':
                inString = true;
                length = 0;
                break;
            case '{':
            case '[':
                isName = depth == 0 && each == '{';
                depth++;
                break;
            case '}':
            case ']':
                depth--;
                isOver = depth <= 0;
                break;
            case ',':
                isName = depth == 1;
                break;
            case ':':
                if (depth == 1) {
                    isName = false;
                }
                break;
            default:
        }
    }

    private void ended() {
        String said = unescaped(new String(text, 0, length, StandardCharsets.UTF_8));
        if (isName) {
            isModel = said.equalsIgnoreCase("model") || isShow && said.equalsIgnoreCase("name");
        } else if (isModel) {
            isModel = false;
            model = said;
            refused = length < LONGEST && (said.isEmpty() || lent.test(said)) ? null : said;
        }
    }

    private static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < raw.length(); at++) {
            char each = raw.charAt(at);
            if (each != '\\' || at + 1 == raw.length()) {
                text.append(each);
            } else if (raw.charAt(++at) == 'u' && at + 4 < raw.length()) {
                text.append((char) hexadecimal(raw, at + 1));
                at += 4;
            } else {
                text.append(raw.charAt(at));
            }
        }
        return text.toString();
    }

    private static int hexadecimal(String raw, int from) {
        int value = 0;
        for (int at = from; at < from + 4; at++) {
            value = value * 16 + Math.max(0, Character.digit(raw.charAt(at), 16));
        }
        return value;
    }
}
