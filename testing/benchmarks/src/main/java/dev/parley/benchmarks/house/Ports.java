package dev.parley.benchmarks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** Addresses on loopback. */
final class Ports {

    private Ports() {}

    /** A port that nobody listens on now. */
    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What listens on this port. */
    static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
