package dev.parley.gateway.admission;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that call us by a foreign name. A page of another site can make a browser send requests to 127.0.0.1
 * under a name of its own (DNS rebinding); it cannot make it leave that name out. The names that Ollama allows are allowed.
 */
public final class HostGuard {

    private static final List<String> LOCAL_ENDINGS = List.of(".localhost", ".local", ".internal");

    /** After a name or an IPv4 literal; an IPv6 literal without brackets has no port. */
    private static final Pattern PORT = Pattern.compile("(?<=^[^:]{1,255}):\\d{1,5}$");

    private static final Pattern BRACKETS = Pattern.compile("^\\[([0-9a-f:.]+)](:\\d{1,5})?$");

    private final Set<String> own;

    /** @param own this machine's names and addresses, in lower case */
    public HostGuard(Set<String> own) {
        this.own = Set.copyOf(own);
    }

    /**
     * Whether a request to this authority may come in.
     *
     * @param authority the {@code Host} header, with or without a port; null where the client sent none, as only programs
     *     do
     */
    public boolean allows(@Nullable String authority) {
        if (authority == null || authority.isEmpty()) {
            return true;
        }
        String host = host(authority.toLowerCase(Locale.ROOT));
        return host.equals("localhost")
                || own.contains(host)
                || LOCAL_ENDINGS.stream().anyMatch(host::endsWith)
                || isLocalAddress(host);
    }

    private static String host(String authority) {
        if (authority.startsWith("[")) {
            return BRACKETS.matcher(authority).replaceFirst("$1");
        }
        return PORT.matcher(authority).replaceFirst("");
    }

    /** Reads literals only: asking a name server here would be the very hole this guard closes. */
    private static boolean isLocalAddress(String host) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return address != null
                && (address.isLoopbackAddress()
                        || address.isAnyLocalAddress()
                        || address.isSiteLocalAddress()
                        || isUniqueLocal(address.getAddress()));
    }

    /** fc00::/7, which Java does not count as site-local. */
    private static boolean isUniqueLocal(byte[] address) {
        return address.length == 16 && (address[0] & 0xfe) == 0xfc;
    }
}
