package dev.parley.benchmarks.survival;

import dev.parley.benchmarks.house.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One address before several replicas, as a cluster has it: each connection goes to the next that takes it. */
final class Door implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final List<URI> replicas;
    private final AtomicInteger turn = new AtomicInteger();
    private final NetServer server;

    private Door(List<URI> replicas) {
        this.replicas = replicas;
        this.server = vertx.createNetServer()
                .connectHandler(this::connect)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static Door before(List<URI> replicas, Stage stage) {
        return stage.put(new Door(replicas));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private void connect(NetSocket caller) {
        caller.pause();
        next(caller, replicas.size());
    }

    private void next(NetSocket caller, int left) {
        if (left == 0) {
            caller.close();
            return;
        }
        URI replica = replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
        client.connect(replica.getPort(), replica.getHost())
                .onSuccess(service -> join(caller, service))
                .onFailure(gone -> next(caller, left - 1));
    }

    private static void join(NetSocket caller, NetSocket service) {
        caller.closeHandler(closed -> service.close());
        service.closeHandler(closed -> caller.close());
        caller.exceptionHandler(lost -> {});
        service.exceptionHandler(lost -> {});
        caller.handler(service::write);
        service.handler(caller::write);
        caller.resume();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
