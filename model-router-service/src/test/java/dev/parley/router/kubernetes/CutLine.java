package dev.parley.router.kubernetes;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a port of this machine that can be cut and mended. */
final class CutLine implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetClient out = vertx.createNetClient();
    private final NetServer in = vertx.createNetServer();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    CutLine(int target) {
        in.connectHandler(near -> {
            if (cut) {
                near.close();
                return;
            }
            near.pause();
            out.connect(target, "127.0.0.1").onSuccess(far -> join(near, far)).onFailure(refused -> near.close());
        });
        in.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    int port() {
        return in.actualPort();
    }

    /** All connections are closed, and new ones at once. */
    void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void join(NetSocket near, NetSocket far) {
        open.add(near);
        near.closeHandler(closed -> {
            open.remove(near);
            far.close();
        });
        far.closeHandler(closed -> near.close());
        near.handler(far::write);
        far.handler(near::write);
        near.resume();
    }
}
