package dev.parley.localstack.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds loopback ports that nobody listens on. Below the range systems take the near ends of outgoing connections from
 * (32768 on Linux, 49152 elsewhere): a port from that range could be somebody's by the time a part is restarted on it.
 */
public final class PortChoice {

    static final int LOWEST = 20_000;
    static final int HIGHEST = 29_999;

    /** With one port in ten taken, a hundred failures in a row mean that something else is wrong. */
    private static final int TRIES = 100;

    private static final int CONNECT_MILLIS = 200;

    private final RandomGenerator chance;

    /** Chooses by this source of chance, so that stacks that start at the same time seldom meet. */
    public PortChoice(RandomGenerator chance) {
        this.chance = chance;
    }

    /** A free port that is none of these. */
    public int next(Set<Integer> taken) {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = chance.nextInt(LOWEST, HIGHEST + 1);
            if (!taken.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between %d and %d".formatted(LOWEST, HIGHEST));
    }

    /** Whether nobody listens there on loopback and we could. */
    public static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return canBind(address) && !answers(address);
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Some systems let a second program bind next to one that listens on all addresses. */
    private static boolean answers(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
