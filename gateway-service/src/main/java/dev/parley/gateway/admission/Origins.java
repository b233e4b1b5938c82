package dev.parley.gateway.admission;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which pages may call us from a browser: our own, and those of allowed origins. */
public final class Origins {

    /** What Ollama always allows: pages and applications of the same machine. */
    private static final List<Pattern> ALWAYS = List.of(
            Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0)(:\\d{1,5})?"),
            Pattern.compile("(app|file|tauri|vscode-webview|vscode-file)://.*"));

    /** Where a request comes from. */
    public enum Verdict {
        /** No browser, or a page of ours. */
        OWN,
        /** A page of an allowed origin. */
        ALLOWED,
        /** A page of some other origin. */
        REFUSED
    }

    private final boolean all;
    private final List<Pattern> allowed;

    /**
     * The origins of this machine and some more.
     *
     * @param more each with at most one {@code *}; {@code *} alone allows every origin
     * @throws IllegalArgumentException naming an origin with more than one {@code *}
     */
    public Origins(List<String> more) {
        this.all = more.contains("*");
        this.allowed = Stream.concat(ALWAYS.stream(), more.stream().map(Origins::pattern))
                .toList();
    }

    private static Pattern pattern(String origin) {
        String[] parts = origin.split("\\*", -1);
        if (parts.length > 2) {
            throw new IllegalArgumentException("origin: " + origin + " (expected: at most one *)");
        }
        return Pattern.compile(Stream.of(parts).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** Whether a request with this {@code Origin}, sent to this authority, may be answered. */
    public Verdict judge(@Nullable String origin, @Nullable String authority) {
        if (isOwn(origin, authority)) {
            return Verdict.OWN;
        }
        boolean known =
                all || allowed.stream().anyMatch(one -> one.matcher(origin).matches());
        return known ? Verdict.ALLOWED : Verdict.REFUSED;
    }

    /** Whether no browser or a page of ours asks; nothing else may open a WebSocket, which CORS does not cover. */
    public static boolean isOwn(@Nullable String origin, @Nullable String authority) {
        return origin == null || origin.equals("http://" + authority) || origin.equals("https://" + authority);
    }

    /** Whether every origin is allowed, so that answers need not name the one that asked. */
    public boolean allowsAll() {
        return all;
    }
}
