package dev.parley.router;

import dev.parley.router.capacity.Admission;
import dev.parley.router.measure.Measurements;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeState;
import dev.parley.router.relay.RelayPolicy;
import dev.parley.router.selection.Affinities;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Learning;
import dev.parley.router.selection.NodeSelection;
import dev.parley.router.selection.Prospects;
import dev.parley.router.selection.Residents;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How a node is chosen. */
@Dependent
final class ChoiceBeans {

    @Produces
    @Singleton
    Measurements measurements(ChoiceConfig config, NodeDirectory nodes, Clock clock) {
        Measurements measurements = new Measurements(clock, config.halfLife(), config.pairs(), config.trust());
        nodes.onLeave(measurements::left);
        return measurements;
    }

    @Produces
    @Singleton
    Residents residents(RouterConfig config, NodeDirectory nodes, Clock clock) {
        Residents residents = new Residents(clock, config.probe().interval().multipliedBy(2));
        nodes.onLeave(residents::left);
        nodes.onChange(change -> {
            if (change.after().state() instanceof NodeState.Lost) {
                // Whatever it had in memory, it may come back without.
                residents.left(change.after().id());
            }
        });
        return residents;
    }

    @Produces
    @Singleton
    Affinities affinities(ChoiceConfig config) {
        return new Affinities(config.familiar());
    }

    @Produces
    @Singleton
    Prospects prospects(
            Residents residents, Measurements measurements, Affinities affinities, ChoiceConfig config, Clock clock) {
        return new Prospects(residents, measurements, affinities, clock, config.usualLoad());
    }

    @Produces
    @Singleton
    Learning learning(Residents residents, Measurements measurements, Affinities affinities, Clock clock) {
        return new Learning(residents, measurements, affinities, clock);
    }

    @Produces
    @Singleton
    Choice choice(
            NodeDirectory nodes,
            Prospects prospects,
            Admission admission,
            ChoiceConfig config,
            RelayPolicy policy,
            Clock clock) {
        NodeSelection selection = NodeSelection.familiarFirst(
                config.familiarBound(),
                NodeSelection.healthyFirst()
                        .then(NodeSelection.roomyFirst())
                        .then(NodeSelection.warmFirst())
                        .then(NodeSelection.soonestFirst())
                        .then(NodeSelection.anyOrder(RouterBeans.sharedRandom())));
        return new Choice(
                nodes, selection, prospects, admission::running, policy.cloud().nodes(), clock);
    }
}
