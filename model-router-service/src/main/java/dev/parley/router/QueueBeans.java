package dev.parley.router;

import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.QueueTerms;
import dev.parley.router.capacity.ServiceTimes;
import dev.parley.router.measure.Figures;
import dev.parley.router.measure.Measurements;
import dev.parley.router.node.NodeDirectory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The door to the nodes, to be injected. */
@Dependent
final class QueueBeans {

    @Produces
    @Singleton
    Admission admission(
            Claims claims, NodeDirectory nodes, Measurements measurements, RouterConfig config, Clock clock) {
        QueueConfig queue = config.queue();
        QueueTerms terms = new QueueTerms(
                queue.size(), queue.bytes().asLongValue(), queue.share(), queue.aging(), queue.starvation());
        return new Admission(claims, nodes::occupied, times(measurements), terms, clock);
    }

    private static ServiceTimes times(Measurements measurements) {
        return place -> measurements
                .of(place.node(), place.model())
                .service()
                .map(Figures.Service::usual)
                .orElse(Duration.ZERO);
    }
}
