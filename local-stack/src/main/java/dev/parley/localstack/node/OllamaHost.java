package dev.parley.localstack.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code OLLAMA_HOST} the way Ollama's own client does. */
public final class OllamaHost {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int OLLAMA_PORT = 11434;

    /** {@code [scheme://]host[:port][/path]}; an IPv6 address stands in brackets, or alone without a port. */
    private static final Pattern FORM = Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?"
            + "(?<host>\\[[^\\]]*\\]|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*|[^:/\\[\\]]*)"
            + "(?::(?<port>[^/]*))?"
            + "(?<path>/.*)?");

    private OllamaHost() {}

    /**
     * The same, but a port that is none is refused instead of passed over: for what somebody has just typed.
     *
     * @throws IllegalArgumentException if it is no such form; the message says what was expected
     */
    public static URI parseStrictly(String value) {
        Matcher form = FORM.matcher(unquoted(value.strip()));
        if (form.matches() && form.group("port") != null && !isPort(form.group("port"))) {
            throw unexpected(value);
        }
        return parse(value);
    }

    /**
     * The URL meant: without a scheme {@code http} and port 11434, with one its usual port; a path is kept. An address
     * that means "all of this machine" to a server means loopback to a client.
     *
     * @throws IllegalArgumentException if it is no such form; the message says what was expected
     */
    public static URI parse(String value) {
        String text = unquoted(value.strip());
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw unexpected(value);
        }
        String scheme = form.group("scheme") == null ? "http" : form.group("scheme");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw unexpected(value);
        }
        int usual = form.group("scheme") == null ? OLLAMA_PORT : scheme.equals("http") ? 80 : 443;
        String path = form.group("path") == null ? "" : form.group("path").replaceAll("/+$", "");
        try {
            return new URI(scheme, null, host(form.group("host")), port(form, usual), path, null, null);
        } catch (URISyntaxException e) {
            throw unexpected(value);
        }
    }

    private static String host(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return switch (bare) {
            case "", "0.0.0.0", "::", "0:0:0:0:0:0:0:0" -> LOOPBACK;
            default -> bare.contains(":") ? "[" + bare + "]" : bare;
        };
    }

    /** A port that is none falls back to the usual one, as in Ollama's client. */
    private static int port(Matcher form, int usual) {
        String port = form.group("port");
        return port != null && isPort(port) ? Integer.parseInt(port) : usual;
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
    }

    private static String unquoted(String text) {
        return text.replaceAll("^[\"']+|[\"']+$", "").strip();
    }

    private static IllegalArgumentException unexpected(String value) {
        return new IllegalArgumentException("%s (expected: [http[s]://]host[:port][/path])".formatted(value));
    }
}
