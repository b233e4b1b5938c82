package dev.parley.router;

import dev.parley.router.metrics.RoutabilityMeters;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.registry.NodeRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What is told of nodes and of what is kept of them. */
@Dependent
final class RegistryBeans {

    @Produces
    @Singleton
    RoutabilityMeters routability(MeterRegistry registry, NodeDirectory nodes, NodeRegistry kept, Clock clock) {
        return new RoutabilityMeters(registry, nodes, kept, clock);
    }
}
