package dev.parley.gateway.http;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** By which names and addresses this machine may be called. */
final class ThisMachine {

    private ThisMachine() {}

    /** Asked once, at start: an address that comes later is not known until the next. */
    static Set<String> names() {
        Set<String> names = new HashSet<>();
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException nameless) {
            // A machine that cannot resolve its own name is still called by its addresses.
        }
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(ThisMachine::literal)
                    .forEach(names::add);
        } catch (SocketException unlisted) {
            // The addresses that matter most, the loopback and private ones, are allowed anyway.
        }
        return Set.copyOf(names);
    }

    /** Without the zone that Java adds to link-local addresses. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
