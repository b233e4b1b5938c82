package dev.parley.gateway.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to Redis that a test may hold up or cut, while Redis itself keeps what it knows. */
final class Wire implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetClient dialer = vertx.createNetClient();
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final NetServer server;
    private final int redisPort;
    private volatile boolean heldUp;
    private volatile boolean cut;

    Wire(int redisPort) {
        this.redisPort = redisPort;
        this.server = vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void connect(NetSocket client) {
        if (cut) {
            client.close();
            return;
        }
        client.pause();
        dialer.connect(redisPort, "127.0.0.1")
                .onFailure(away -> client.close())
                .onSuccess(redis -> join(client, redis));
    }

    private void join(NetSocket client, NetSocket redis) {
        pass(client, redis);
        pass(redis, client);
        if (!heldUp) {
            client.resume();
        }
    }

    private void pass(NetSocket from, NetSocket to) {
        sockets.add(from);
        from.handler(to::write);
        from.closeHandler(closed -> {
            sockets.remove(from);
            to.close();
        });
    }

    String url() {
        return "redis://127.0.0.1:" + server.actualPort();
    }

    /** Connections stay, nothing passes. */
    void holdUp() {
        heldUp = true;
        sockets.forEach(NetSocket::pause);
    }

    /** Connections break, new ones too. */
    void cut() {
        cut = true;
        sockets.forEach(NetSocket::close);
    }

    void mend() {
        heldUp = false;
        cut = false;
        sockets.forEach(NetSocket::resume);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
