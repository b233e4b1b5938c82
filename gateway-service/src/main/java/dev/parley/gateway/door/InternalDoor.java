package dev.parley.gateway.door;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.TunnelConfig;
import dev.parley.gateway.tunnel.Tunnels;
import dev.parley.transport.edge.EdgeConfig;
import dev.parley.transport.edge.EdgeGuard;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Opens a second server beside the public one, for routers only: it asks every call for the proof that internal services ask
 * for. Stays closed where no router can prove itself ({@code parley.edges.router}), and there are no tunnels then.
 */
@ApplicationScoped
class InternalDoor {

    private static final Logger LOG = Logger.getLogger(InternalDoor.class);

    private static final Set<String> ALL_ADDRESSES = Set.of("0.0.0.0", "::", "[::]");
    private static final int PATIENCE_SECONDS = 10;

    /** All servers that listen on the same number below zero share whichever port is free; the public ones have another. */
    private static final int ANY_FOR_ALL = -8_090;

    private final Vertx vertx;
    private final Tunnels tunnels;
    private final DoorAddress address;
    private final TunnelConfig config;

    InternalDoor(Vertx vertx, Tunnels tunnels, DoorAddress address, GatewayConfig config) {
        this.vertx = vertx;
        this.tunnels = tunnels;
        this.address = address;
        this.config = config.tunnel();
    }

    /** @throws ConfigurationException if it cannot be opened; the process ends with that sentence */
    void open(@Observes StartupEvent event, EdgeConfig edges, ApplicationConfig service, Clock clock) {
        if (edges.router().isEmpty()) {
            LOG.info("no tunnels: parley.edges.router is not set");
            return;
        }
        EdgeGuard guard = new EdgeGuard(edges, service.name().orElseThrow(), clock);
        int port = await(listen(guard));
        String url = "http://" + host() + ":" + port;
        address.is(url);
        LOG.infof("tunnels are reached at %s", url);
    }

    /** On every event loop: one of them alone would carry all tunnels. */
    private Future<Integer> listen(EdgeGuard guard) {
        int port = config.port() == 0 ? ANY_FOR_ALL : config.port();
        Queue<DoorServer> servers = new ConcurrentLinkedQueue<>();
        DeploymentOptions options =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(
                        () -> {
                            DoorServer server = new DoorServer(config.host(), port, guard, tunnels);
                            servers.add(server);
                            return server;
                        },
                        options)
                .map(deployed -> servers.element().port());
    }

    private int await(Future<Integer> port) {
        try {
            return port.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new ConfigurationException("gateway.tunnel.port: " + config.host() + ":" + config.port()
                    + " cannot be listened on: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String host() {
        return config.address().orElseGet(() -> ALL_ADDRESSES.contains(config.host()) ? ownAddress() : config.host());
    }

    private static String ownAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new ConfigurationException("gateway.tunnel.address: not set, and this machine has no address");
        }
    }
}
