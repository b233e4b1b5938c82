package dev.parley.gateway.identity;

import io.netty.util.NetUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;

/** A door without keys opens to this machine only. */
public final class LoopbackOnly {

    private LoopbackOnly() {}

    /**
     * Checks the address to listen on.
     *
     * @throws ConfigurationException if others could reach it; the process ends with its one sentence
     */
    public static void require(String host) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        if (!host.equals("localhost") && (address == null || !address.isLoopbackAddress())) {
            throw new ConfigurationException(
                    "quarkus.http.host is " + host
                            + ", but without identity the gateway answers only on loopback (expected: 127.0.0.1, ::1 or localhost)");
        }
    }
}
