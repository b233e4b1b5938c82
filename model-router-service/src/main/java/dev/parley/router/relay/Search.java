package dev.parley.router.relay;

import dev.parley.router.capacity.Place;
import dev.parley.router.capacity.Wish;
import dev.parley.router.node.NodeId;
import dev.parley.router.selection.Candidate;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which nodes are left for one request: those that could answer its demand, without those that had their try. */
final class Search {

    private final Choice choice;
    private final Demand demand;

    /** Read by the door keeper on any thread. */
    private volatile Set<NodeId> tried = Set.of();

    Search(Choice choice, Demand demand) {
        this.choice = choice;
        this.demand = demand;
    }

    /** Those that may be given it now, best first. */
    List<Candidate> candidates() {
        return choice.candidates(demand, tried);
    }

    /** What would run at a place; empty if the node changed since the place was chosen. */
    Optional<Candidate> at(Place place) {
        return choice.at(demand, place);
    }

    /** This node had its try. */
    void exclude(NodeId node) {
        Set<NodeId> more = new HashSet<>(tried);
        more.add(node);
        tried = Set.copyOf(more);
    }

    /** As the door keeper is asked for a place. @param bytes held while it waits */
    Wish wish(long bytes) {
        return new Wanted(bytes, new Kind(demand, tried));
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
        public long bytes() {
            return bytes;
        }

        @Override
        public List<Place> places() {
            return candidates().stream().map(Candidate::place).toList();
        }
    }
}
