package dev.parley.simulatednode.reception;

import dev.parley.simulatednode.exchange.Request;
import dev.parley.simulatednode.settings.NodeSettings;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which browser origins and which {@code Host} names may speak to the node. */
final class Guards {

    private static final List<String> LOCAL_HOSTS = List.of("localhost", "127.0.0.1", "0.0.0.0");
    private static final List<String> APPS =
            List.of("app://", "file://", "tauri://", "vscode-webview://", "vscode-file://");
    private static final List<String> LOCAL_ENDINGS = List.of(".localhost", ".local", ".internal");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.%]*:[0-9a-fA-F:.%]*]?");

    /** What an {@code Origin} means for a reply. */
    enum Origin {
        NONE,
        ALLOWED,
        ALL,
        FORBIDDEN
    }

    private final String ownName;

    Guards() {
        ownName = ownName();
    }

    Origin origin(Request request, NodeSettings settings) {
        String origin = request.header("Origin");
        String host = request.header("Host");
        if (origin == null || origin.isEmpty() || origin.equals("http://" + host) || origin.equals("https://" + host)) {
            return Origin.NONE;
        }
        List<String> configured = Stream.of(settings.origins().split(","))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        if (configured.contains("*")) {
            return Origin.ALL;
        }
        boolean allowed = configured.stream().anyMatch(pattern -> fits(pattern, origin)) || local(origin);
        return allowed ? Origin.ALLOWED : Origin.FORBIDDEN;
    }

    private static boolean local(String origin) {
        return APPS.stream().anyMatch(origin::startsWith)
                || LOCAL_HOSTS.stream().anyMatch(host -> origin.matches("https?://" + Pattern.quote(host) + "(:.*)?"));
    }

    private static boolean fits(String pattern, String origin) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(origin)
                : origin.length() >= pattern.length() - 1
                        && origin.startsWith(pattern.substring(0, star))
                        && origin.endsWith(pattern.substring(star + 1));
    }

    /** Whether the Host header is one that a node on loopback accepts. */
    boolean host(@Nullable String header) {
        String host = withoutPort(header == null ? "" : header).toLowerCase(Locale.ROOT);
        if (host.isEmpty() || host.equals("localhost") || host.equals(ownName)) {
            return true;
        }
        return ADDRESS.matcher(host).matches()
                ? ownAddress(host)
                : LOCAL_ENDINGS.stream().anyMatch(host::endsWith);
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon >= 0 && colon == host.lastIndexOf(':') ? host.substring(0, colon) : host;
    }

    private static boolean ownAddress(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isSiteLocalAddress()
                    || uniqueLocal(address)
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (UnknownHostException | SocketException e) {
            return false;
        }
    }

    /** fc00::/7, which Java does not call site-local. */
    private static boolean uniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
