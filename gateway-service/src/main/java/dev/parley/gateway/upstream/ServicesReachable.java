package dev.parley.gateway.upstream;

import dev.parley.gateway.GatewayConfig;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while at least one of the services behind takes connections: without the orchestrator there is still inference, and
 * without the router there are still conversations to read. Which of them is there is told beside.
 */
@Readiness
@ApplicationScoped
class ServicesReachable implements AsyncHealthCheck {

    private final NetClient dialer;
    private final RouterRelay routers;
    private final URI orchestrator;

    ServicesReachable(Vertx vertx, GatewayConfig config, RouterRelay routers) {
        int patience = Math.toIntExact(config.router().connectTimeout().toMillis());
        this.dialer = vertx.createNetClient(new NetClientOptions().setConnectTimeout(patience));
        this.routers = routers;
        this.orchestrator = config.orchestrator().url();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.combine()
                .all()
                .unis(oneTakesConnections(routers.bases()), takesConnections(orchestrator))
                .with((toRouter, toOrchestrator) -> HealthCheckResponse.named("services behind")
                        .status(toRouter || toOrchestrator)
                        .withData("router", toRouter)
                        .withData("orchestrator", toOrchestrator)
                        .build());
    }

    private Uni<Boolean> oneTakesConnections(List<URI> services) {
        return Uni.join()
                .all(services.stream().map(this::takesConnections).toList())
                .andCollectFailures()
                .map(each -> each.contains(true));
    }

    private Uni<Boolean> takesConnections(URI service) {
        return Uni.createFrom()
                .emitter(reachable -> dialer.connect(port(service), service.getHost())
                        .compose(ServicesReachable::hangUp)
                        .onComplete(called -> reachable.complete(called.succeeded())));
    }

    private static int port(URI service) {
        return service.getPort() < 0 ? 80 : service.getPort();
    }

    private static Future<Void> hangUp(NetSocket socket) {
        return socket.close();
    }
}
