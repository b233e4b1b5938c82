package dev.parley.benchmarks.caps;

import dev.parley.benchmarks.house.Parley;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Pace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Brings Redis back and notes the moment at which it takes connections. */
final class RedisReturn {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);
    private static final Duration LATE = Duration.ofSeconds(60);

    private RedisReturn() {}

    /** That moment, of {@link System#nanoTime}. */
    static long await(Parley parley) {
        URI redis = parley.redis();
        CompletableFuture<Void> up = CompletableFuture.runAsync(parley::up);
        while (!takesConnections(redis) && !up.isCompletedExceptionally()) {
            Pace.rest(BETWEEN_TRIES);
        }
        long returned = System.nanoTime();
        Calls.await(up, LATE);
        return returned;
    }

    private static boolean takesConnections(URI address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
