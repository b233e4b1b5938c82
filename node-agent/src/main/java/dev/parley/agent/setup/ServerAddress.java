package dev.parley.agent.setup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway listens for agents.
 *
 * @param uri with scheme, port and path
 */
public record ServerAddress(URI uri) {

    /** The seat of agents, where nothing else is said. */
    static final int USUAL_PORT = 5050;

    private static final String USUAL_PATH = "/auth-proxy";

    /**
     * Reads {@code host}, {@code host:port}, or a URL with or without port and path. TLS unless the URL says {@code ws} or
     * {@code http}, which is for this machine only: a token that travels in the clear is anybody's.
     *
     * @param port instead of what the address says; null if it is not said apart
     */
    static ServerAddress of(String said, @Nullable Integer port) throws Misunderstood {
        URI read = parse(said.contains("://") ? said : "wss://".concat(said), said);
        String host = read.getHost();
        if (host == null || read.getUserInfo() != null || read.getQuery() != null || read.getFragment() != null) {
            throw wrong(said, "expected: host, host:port or wss://host:port/path, and nothing secret in it");
        }
        String scheme = scheme(read.getScheme().toLowerCase(Locale.ROOT), said);
        if (scheme.equals("ws") && !isThisMachine(host)) {
            throw wrong(said, "expected: wss; without TLS only this machine is asked, e.g. ws://127.0.0.1:8080");
        }
        int asked = port != null ? port : read.getPort() < 0 ? USUAL_PORT : read.getPort();
        String path = read.getRawPath() == null || read.getRawPath().length() < 2 ? USUAL_PATH : read.getRawPath();
        return new ServerAddress(URI.create(scheme + "://" + host + ":" + asked + path));
    }

    private static URI parse(String url, String said) throws Misunderstood {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw wrong(said, e.getReason());
        }
    }

    private static String scheme(String scheme, String said) throws Misunderstood {
        switch (scheme) {
            case "wss":
            case "https":
                return "wss";
            case "ws":
            case "http":
                return "ws";
            default:
                throw wrong(said, "expected: wss, or ws for this machine");
        }
    }

    /** By its literal address: a name may lead elsewhere tomorrow. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    private static Misunderstood wrong(String said, String why) {
        return new Misunderstood("--server: " + said + " (" + why + ")");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
