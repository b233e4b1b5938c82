package dev.parley.router.http;

import dev.parley.router.kubernetes.PoolWatch;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the cluster was heard once, or was waited for long enough: nodes of other kinds are served without it. Later
 * its absence is told and makes nothing unready: the nodes stay as they were last known.
 */
@Readiness
@Startup
class KubernetesReadiness implements HealthCheck {

    private final PoolWatch watch;

    KubernetesReadiness(PoolWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kubernetes")
                .status(watch.isReady())
                .withData("enabled", watch.isStarted())
                .withData("watching", watch.isWatching())
                .withData("pools", watch.pools().pools().size())
                .withData("troubles", watch.pools().troubles().size())
                .build();
    }
}
