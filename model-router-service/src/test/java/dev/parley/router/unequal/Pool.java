package dev.parley.router.unequal;

import dev.parley.router.capacity.Admission;
import dev.parley.router.capacity.CallerId;
import dev.parley.router.capacity.Claims;
import dev.parley.router.capacity.Lease;
import dev.parley.router.capacity.Offer;
import dev.parley.router.capacity.Place;
import dev.parley.router.capacity.Priority;
import dev.parley.router.capacity.QueueTerms;
import dev.parley.router.capacity.Verdict;
import dev.parley.router.capacity.Wish;
import dev.parley.router.measure.MeasuredTimes;
import dev.parley.router.measure.Measurements;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.node.CircuitState;
import dev.parley.router.node.HostedModel;
import dev.parley.router.node.Liveness;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.node.NodeId;
import dev.parley.router.node.ProbeResult;
import dev.parley.router.node.Views;
import dev.parley.router.selection.Affinities;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import dev.parley.router.selection.Learning;
import dev.parley.router.selection.NodeSelection;
import dev.parley.router.selection.Prospects;
import dev.parley.router.selection.Residents;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The router's own door and choice in front of nodes that are only simulated, as {@code RouterBeans} puts them together. */
final class Pool {

    private static final double PROBE_SECONDS = 2;
    private static final double RECHECK_SECONDS = 0.2;

    private final Map<NodeId, FakeNode> fakes = new HashMap<>();
    private final NodeDirectory nodes;
    private final Learning learning;
    private final Admission admission;
    private final Choice choice;

    Pool(List<FakeNode> all, Work work, Events events, Clock clock) {
        this.nodes = new NodeDirectory(
                clock,
                new Liveness(3, Duration.ofSeconds(10)),
                new CircuitState.Limits(3, Duration.ofSeconds(15), Duration.ofMinutes(2)));
        Residents residents = new Residents(clock, Duration.ofSeconds(4));
        Measurements measurements = new Measurements(clock, Duration.ofMinutes(10), 100, Duration.ofSeconds(90));
        Affinities affinities = new Affinities(100);
        this.learning = new Learning(residents, measurements, affinities, clock);
        this.admission = new Admission(
                new NoOtherRouter(),
                nodes::occupied,
                new MeasuredTimes(measurements),
                new QueueTerms(10_000, 1L << 40, 1, Duration.ofMinutes(1), Duration.ofSeconds(30)),
                clock);
        this.choice = new Choice(
                nodes,
                NodeSelection.healthyFirst()
                        .then(NodeSelection.roomyFirst())
                        .then(NodeSelection.warmFirst())
                        .then(NodeSelection.soonestFirst())
                        .then(NodeSelection.anyOrder(new SplittableRandom(5))),
                new Prospects(residents, measurements, affinities, clock, Duration.ofSeconds(10)),
                admission::running,
                clock);
        for (FakeNode fake : all) {
            join(fake, work, events);
        }
        events.every(RECHECK_SECONDS, admission::tick);
    }

    private void join(FakeNode fake, Work work, Events events) {
        NodeId id = new NodeId(fake.name());
        HostedModel[] models = work.byNeeds().keySet().stream()
                .map(needs -> Views.hosted(needs.model().display()))
                .distinct()
                .toArray(HostedModel[]::new);
        ProbeResult has = Views.has(models);
        Runnable probe = () -> nodes.probed(
                id, new ProbeResult(has.version(), has.models(), Optional.of(fake.tells()), Optional.empty()));
        fakes.put(id, fake);
        nodes.join(Views.node(fake.name(), fake.slots()));
        probe.run();
        events.every(PROBE_SECONDS, probe);
    }

    void ask(Job job, Runnable begun, Runnable done) {
        ModelTarget target =
                new ModelTarget.Named(job.needs().model().display(), job.needs().model());
        Demand demand = new Demand(target, Demand.Work.COMPLETE, true, Optional.empty(), "house", AllowedModels.ALL)
                .with(job.needs().options(), 0);
        admission
                .ask(new Waiting(demand))
                .verdict()
                .thenAccept(verdict -> admitted(job, demand, ((Verdict.Admitted) verdict).lease(), begun, done));
    }

    private void admitted(Job job, Demand demand, Lease lease, Runnable begun, Runnable done) {
        Candidate at = choice.at(demand, lease.place()).orElseThrow();
        NodeId node = at.node().id();
        nodes.enter(node, at.model());
        Learning.Lesson lesson = learning.sent(at, demand, true);
        fakes.get(node)
                .ask(
                        job,
                        () -> {
                            lesson.answered();
                            begun.run();
                        },
                        tally -> {
                            lesson.whole(tally);
                            lesson.over();
                            nodes.succeeded(node, at.model());
                            lease.release();
                            done.run();
                        });
    }

    private final class Waiting implements Wish {

        private final Demand demand;

        Waiting(Demand demand) {
            this.demand = demand;
        }

        @Override
        public Object kind() {
            return demand;
        }

        @Override
        public String wanted() {
            return demand.target().written();
        }

        @Override
        public CallerId caller() {
            return new CallerId("house", "ann");
        }

        @Override
        public Priority priority() {
            return Priority.NORMAL;
        }

        @Override
        public Duration patience() {
            return Duration.ofHours(5);
        }

        @Override
        public long bytes() {
            return 1;
        }

        @Override
        public List<Offer> places() {
            return choice.candidates(demand, Set.of()).stream()
                    .map(at -> new Offer(at.place(), at.warmth(), at.prospect().start()))
                    .toList();
        }
    }

    private static final class NoOtherRouter implements Claims {

        @Override
        public CompletionStage<Optional<Claim>> claim(Place place) {
            return CompletableFuture.completedFuture(Optional.of(() -> {}));
        }

        @Override
        public boolean shared() {
            return true;
        }
    }
}
