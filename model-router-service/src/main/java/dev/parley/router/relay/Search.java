package dev.parley.router.relay;

import dev.parley.protocol.node.RouteReport;
import dev.parley.router.capacity.CallerId;
import dev.parley.router.capacity.ConcurrencyLimit;
import dev.parley.router.capacity.Offer;
import dev.parley.router.capacity.Place;
import dev.parley.router.capacity.Priority;
import dev.parley.router.capacity.Warmth;
import dev.parley.router.capacity.Wish;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which nodes are left for one request: those that could answer its demand, without those that had their try. */
final class Search {

    private final Choice choice;
    private final Demand demand;
    private final Queueing queueing;
    private final CloudPolicy cloud;
    private final Clock clock;

    /** Read by the door keeper on any thread. */
    private volatile Set<NodeId> tried = Set.of();

    Search(Choice choice, Demand demand, Queueing queueing, CloudPolicy cloud, Clock clock) {
        this.choice = choice;
        this.demand = demand;
        this.queueing = queueing;
        this.cloud = cloud;
        this.clock = clock;
    }

    /** What is searched for. */
    Demand demand() {
        return demand;
    }

    /** Those that may be given it now, best first. */
    List<Candidate> candidates() {
        List<Candidate> all = choice.candidates(demand, tried);
        return cloud.isUnlimited() || !CloudPolicy.concerns(demand)
                ? all
                : all.stream()
                        .filter(candidate -> cloud.admits(candidate.node().id()))
                        .toList();
    }

    /** The same search without one node more, and only for a place that is free now. */
    Search without(NodeId node) {
        Search rest = new Search(choice, demand, queueing.nowOrNever(), cloud, clock);
        rest.tried = tried;
        rest.exclude(node);
        return rest;
    }

    /** What would run at a place; empty if the node changed since the place was chosen. */
    Optional<Candidate> at(Place place) {
        return choice.at(demand, place);
    }

    /** Why the candidates are what they are. */
    RouteReport explain() {
        return choice.explain(demand, tried);
    }

    /** This node had its try. */
    void exclude(NodeId node) {
        Set<NodeId> more = new HashSet<>(tried);
        more.add(node);
        tried = Set.copyOf(more);
    }

    /** As the door keeper is asked for a place. @param bytes held while it waits */
    Wish wish(long bytes) {
        return new Wanted(bytes, new Kind(demand.alone(), tried));
    }

    /** For a node that failed lately nobody waits because the model is in its memory: a load elsewhere is sooner. */
    private Offer offer(Candidate candidate) {
        Warmth warmth = candidate.node().isSuspect() ? Warmth.COLD : candidate.warmth();
        return new Offer(place(candidate), warmth, candidate.prospect().start());
    }

    /** What came back a moment ago is given less than it may hold. */
    private Place place(Candidate candidate) {
        Place place = candidate.place();
        double share = candidate.node().share(candidate.model(), clock.instant());
        return share >= 1 ? place : new Place(place.node(), place.model(), eased(place.limit(), share));
    }

    private static ConcurrencyLimit eased(ConcurrencyLimit limit, double share) {
        return new ConcurrencyLimit(limit.perNode(), Math.max(1, (int) (limit.perModel() * share)));
    }

    /** What wants the same, of the same nodes. */
    private record Kind(Demand demand, Set<NodeId> tried) {}

    private final class Wanted implements Wish {

        private final long bytes;
        private final Kind kind;

        Wanted(long bytes, Kind kind) {
            this.bytes = bytes;
            this.kind = kind;
        }

        @Override
        public Object kind() {
            return kind;
        }

        @Override
        public String wanted() {
            return demand.target().written();
        }

        @Override
        public CallerId caller() {
            return queueing.caller();
        }

        @Override
        public Priority priority() {
            return queueing.priority();
        }

        @Override
        public Duration patience() {
            return queueing.patience();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public List<Offer> places() {
            return candidates().stream().map(Search.this::offer).toList();
        }
    }
}
