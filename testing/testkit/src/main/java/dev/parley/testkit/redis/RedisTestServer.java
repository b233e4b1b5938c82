package dev.parley.testkit.redis;

import dev.parley.testkit.net.FreePort;
import redis.embedded.RedisServer;

/**
 * A real Redis 7.0 on a free loopback port. It keeps nothing on disk: after {@link #stop()} and {@link #start()} it is
 * empty, which is the hardest restart a service can meet. It ends with the JVM at the latest.
 */
public final class RedisTestServer implements AutoCloseable {

    private final int port;
    private final RedisServer server;

    /** Chooses the port; nothing runs before {@link #start()}. */
    public RedisTestServer() {
        this.port = FreePort.next();
        this.server = RedisServer.builder()
                .port(port)
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
    }

    /** A new server, running. */
    public static RedisTestServer started() {
        RedisTestServer server = new RedisTestServer();
        server.start();
        return server;
    }

    /** Starts, on the same port each time, and returns when connections are accepted; does nothing when running. */
    public synchronized void start() {
        if (!server.isActive()) {
            server.start();
        }
    }

    /** Ends the process and waits for it; every connection breaks. Does nothing when stopped. */
    public synchronized void stop() {
        if (server.isActive()) {
            server.stop();
        }
    }

    /** Stops and starts: same port, empty keyspace. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** The loopback port, the same for the whole life of this object. */
    public int port() {
        return port;
    }

    /** For {@code quarkus.redis.hosts}: {@code redis://127.0.0.1:<port>}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }
}
