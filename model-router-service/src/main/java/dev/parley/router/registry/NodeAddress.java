package dev.parley.router.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of nodes as people write them. A literal is judged; a name is taken as it is, whatever it is resolved to when the
 * node is dialled: who may add nodes may do so anyway.
 */
public final class NodeAddress {

    private static final int LONGEST = 300;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}){1,4}");
    /** Four decimal numbers, a name that ends in a letter's label, or an IPv6 literal: {@code 2130706433} is an address too. */
    private static final Pattern HOST = Pattern.compile(
            "(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}|([A-Za-z0-9-]+\\.)*[A-Za-z][A-Za-z0-9-]*|\\[[0-9A-Fa-f:.]+]");

    private static final Pattern LOCAL_V4 =
            Pattern.compile("(127|0)\\..*|169\\.254\\..*|255\\.255\\.255\\.255|22[4-9]\\..*|23\\d\\..*");

    private NodeAddress() {}

    /** {@code http://host:port}, or {@code https}, with nothing else but a slash or {@code /v1} at its end; empty if it is anything else. */
    public static Optional<URI> parse(String written) {
        return bare(written)
                .filter(url -> url.getRawPath().isEmpty()
                        || url.getRawPath().equals("/")
                        || url.getRawPath().equals("/v1")
                        || url.getRawPath().equals("/v1/"))
                .map(url -> authority(url, ""));
    }

    /** The same with a path of up to four plain parts, which stays. */
    public static Optional<URI> withPath(String written) {
        return bare(written)
                .filter(url -> "http".equalsIgnoreCase(url.getScheme()))
                .filter(url -> url.getRawPath().isEmpty()
                        || PREFIX.matcher(url.getRawPath()).matches())
                .map(url -> authority(url, url.getRawPath()));
    }

    /** Whether it is this machine's own, its link's, nobody's or everybody's. */
    public static boolean isLocal(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return isLocalV6(host.substring(1, host.length() - 1));
        }
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || LOCAL_V4.matcher(host).matches();
    }

    /** Unspecified, loopback, link-local, site-local's successor is fine; IPv4 in disguise is not looked through: refused. */
    private static boolean isLocalV6(String host) {
        return host.startsWith("::")
                || host.matches("fe[89ab].*")
                || host.startsWith("ff")
                || host.matches("(0{1,4}:){2,}.*");
    }

    private static Optional<URI> bare(String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI url = URI.create(written.strip());
            boolean plain = ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                    && url.getHost() != null
                    && HOST.matcher(url.getHost()).matches()
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getPort() <= 65_535
                    && url.getPort() != 0;
            return plain ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static URI authority(URI url, String path) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? HTTPS : HTTP;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return URI.create(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port + path);
    }
}
