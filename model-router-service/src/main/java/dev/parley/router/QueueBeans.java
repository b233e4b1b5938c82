package dev.parley.router;

import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.QueueTerms;
import dev.parley.router.measure.MeasuredTimes;
import dev.parley.router.measure.Measurements;
import dev.parley.router.node.NodeDirectory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

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
        return new Admission(claims, nodes::occupied, new MeasuredTimes(measurements), terms, clock);
    }
}
