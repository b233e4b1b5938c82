package dev.parley.orchestrator.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms in which a caller may write where a machine is. Whether it may go there is the router's to say. */
final class Addresses {

    /** Exactly the first system's pattern. */
    private static final Pattern IPV4 = Pattern.compile(
            "^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$");

    /** {@code host:port} or {@code http://host:port}: no other scheme, no user, no path, no query. */
    private static final Pattern URL = Pattern.compile("(?:http://)?([A-Za-z0-9][A-Za-z0-9.-]{0,252}):([0-9]{1,5})");

    private static final Pattern LOOKS_LIKE_IPV4 = Pattern.compile("[0-9.]+");

    private static final int HIGHEST_PORT = 65_535;

    private Addresses() {}

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    static boolean isPort(int port) {
        return port >= 1 && port <= HIGHEST_PORT;
    }

    /** {@code host:port} of a URL in one of the two forms; empty for anything else. */
    static Optional<String> authority(String url) {
        Matcher form = URL.matcher(url);
        if (!form.matches() || !isPort(Integer.parseInt(form.group(2)))) {
            return Optional.empty();
        }
        String host = form.group(1);
        if (LOOKS_LIKE_IPV4.matcher(host).matches() && !isIpv4(host)) {
            return Optional.empty();
        }
        return Optional.of(host + ":" + Integer.parseInt(form.group(2)));
    }
}
