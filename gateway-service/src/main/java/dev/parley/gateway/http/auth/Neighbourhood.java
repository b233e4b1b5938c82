package dev.parley.gateway.http.auth;

import io.netty.util.NetUtil;
import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, as coarse as one party can be told from another. */
final class Neighbourhood {

    private static final int IPV6 = 16;

    /** The part of an IPv6 address that a provider hands to one customer; the rest is the customer's to choose. */
    private static final int CUSTOMER = 8;

    private Neighbourhood() {}

    static String of(@Nullable SocketAddress peer) {
        String host = peer == null ? null : peer.hostAddress();
        byte[] address = host == null ? null : NetUtil.createByteArrayFromIpAddressString(host);
        if (address == null) {
            return "here";
        }
        return HexFormat.of().formatHex(address, 0, address.length == IPV6 ? CUSTOMER : address.length);
    }
}
