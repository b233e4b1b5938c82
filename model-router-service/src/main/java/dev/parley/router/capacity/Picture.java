package dev.parley.router.capacity;

import dev.parley.router.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits at one moment, where they could run, and how long that would take: what {@link Division} decides by. All figures
 * are estimates, in seconds.
 */
final class Picture {

    /** Nobody serves them. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    /** For which a request is taken to last where no node is known; only how full nodes are counts then. */
    private static final double ANY = 1;

    private final Map<Kind, Group> groups = new IdentityHashMap<>();
    private final Map<NodeId, List<Seat>> byNode = new HashMap<>();
    private double even;

    Picture(Iterable<Band> bands, ServiceTimes times, Instant now) {
        for (Band band : bands) {
            for (Kind kind : band.kinds()) {
                add(new Group(kind, seconds(kind.quiet(now)), times));
            }
        }
    }

    private void add(Group group) {
        groups.put(group.kind, group);
        for (Seat seat : group.seats) {
            byNode.computeIfAbsent(seat.node(), node -> new ArrayList<>()).add(seat);
        }
        even += group.seats.isEmpty() ? 0 : group.waiting / group.best;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    int size() {
        return groups.size();
    }

    /** What a kind is offered; empty if it is offered that no more. */
    Optional<Seat> find(Kind kind, Offer offer) {
        Group group = groups.get(kind);
        if (group != null) {
            for (Seat seat : group.seats) {
                if (seat.offer.place().equals(offer.place()) && seat.offer.warmth() == offer.warmth()) {
                    return Optional.of(seat);
                }
            }
        }
        return Optional.empty();
    }

    /** All that could run on a node. */
    List<Seat> at(NodeId node) {
        return byNode.getOrDefault(node, List.of());
    }

    /** When all would be done if all nodes worked to the end and nothing had to be loaded. */
    double even() {
        return even;
    }

    /** When all of a seat's group would be under way without it; {@link #NEVER} if only that serves them. */
    double drain(Seat without) {
        double rate = 0;
        for (Seat seat : without.group.seats) {
            if (seat != without && seat.isWarm()) {
                // Others that are warm there have their part of the node.
                rate += without.group.waiting / wanted(seat.node());
            }
        }
        return rate == 0 ? NEVER : without.group.waiting / rate;
    }

    /** Seconds of work that wait for a node with its models in memory. */
    private double wanted(NodeId node) {
        double seconds = 0;
        for (Seat seat : at(node)) {
            seconds += seat.isWarm() ? seat.group.waiting / seat.rate : 0;
        }
        return seconds;
    }

    /** For how long others want a node whose models it has, if the other nodes do their part. */
    double occupied(Seat by) {
        double seconds = 0;
        for (Seat seat : at(by.node())) {
            if (seat.group != by.group && seat.isWarm()) {
                seconds += seat.group.waiting / seat.group.warm;
            }
        }
        return seconds;
    }

    /** Those who want the same. */
    static final class Group {

        final Kind kind;
        final int waiting;

        /** For which none of them was given a place. */
        final double quiet;

        final List<Seat> seats;

        /** How many a second all nodes could serve. */
        final double best;

        /** The same of those that have the model in memory. */
        final double warm;

        Group(Kind kind, double quiet, ServiceTimes times) {
            this.kind = kind;
            this.waiting = kind.size();
            this.quiet = quiet;
            double[] usual = kind.offers().stream()
                    .mapToDouble(offer -> seconds(times.expectedAt(offer.place())))
                    .toArray();
            double known = ANY;
            boolean any = false;
            for (double each : usual) {
                known = each > 0 && (!any || each < known) ? each : known;
                any |= each > 0;
            }
            this.seats = new ArrayList<>(usual.length);
            double all = 0;
            double there = 0;
            for (int i = 0; i < usual.length; i++) {
                Offer offer = kind.offers().get(i);
                // Of a node that is not known the best is believed, so that it is tried.
                double rate = offer.place().limit().perModel() / (usual[i] > 0 ? usual[i] : known);
                double longest = isTried(offer, times) ? 0 : seconds(times.longestAt(offer.place()));
                seats.add(new Seat(this, offer, rate, longest));
                all += rate;
                there += offer.isWarm() ? rate : 0;
            }
            this.best = all;
            this.warm = there;
        }
    }

    /** What is known was learned long ago, and a try costs no load: one goes there, however long it may take. */
    private static boolean isTried(Offer offer, ServiceTimes times) {
        return offer.isWarm() && times.isOldAt(offer.place());
    }

    /** A place where some of a group could run. */
    static final class Seat {

        final Group group;
        final Offer offer;

        /** How many a second it serves. */
        final double rate;

        /** Until the first of them begins. */
        final double start;

        /** For which one of them takes it at most. */
        final double longest;

        Seat(Group group, Offer offer, double rate, double longest) {
            this.group = group;
            this.offer = offer;
            this.rate = rate;
            this.start = seconds(offer.start());
            this.longest = longest;
        }

        boolean isWarm() {
            return offer.isWarm();
        }

        NodeId node() {
            return offer.place().node();
        }
    }
}
