package dev.parley.testkit.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds TCP ports on which a test may listen.
 *
 * <p>Ports are drawn from {@value #LOWEST} to {@value #HIGHEST}, below the range from which operating systems take the
 * local end of outgoing connections (Linux from 32768, macOS from 49152). A port of that range could be taken by
 * somebody's connection while its server restarts, and a client that redials it could even connect to itself.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
    private static final SplittableRandom RANDOM = new SplittableRandom();

    private FreePort() {}

    /** A port that was free a moment ago and that this JVM will never be given again. */
    public static int next() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = draw();
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port in " + TRIES + " tries between " + LOWEST + " and " + HIGHEST);
    }

    /** {@code count} different ports, each as {@link #next()} promises. */
    public static List<Integer> next(int count) {
        List<Integer> ports = new ArrayList<>(count);
        while (ports.size() < count) {
            ports.add(next());
        }
        return List.copyOf(ports);
    }

    private static int draw() {
        synchronized (RANDOM) {
            return RANDOM.nextInt(LOWEST, HIGHEST);
        }
    }

    /** Bound on every address, because a listener on any of them would be in the way. */
    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
