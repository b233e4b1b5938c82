package dev.parley.router.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose turn it is: gives the free places, one after another, to those who wait. High before normal before low, but a band
 * that waits too long has every fourth place; in a band, who was given least. Who needs a load lets those pass for whom the
 * model is in memory there, and waits for a place where it is in memory if that comes sooner than the load; not for ever.
 */
final class Turns {

    /** So many places may go to bands above before one that has waited too long has its turn. */
    private static final int PASSED_OVER = 3;

    private final WaitingRoom room;
    private final Forecast forecast;
    private final QueueTerms terms;

    Turns(WaitingRoom room, Forecast forecast, QueueTerms terms) {
        this.room = room;
        this.forecast = forecast;
        this.terms = terms;
    }

    /** One look at all who wait. @param hasRoom whether a place is free */
    Round round(Instant now, Predicate<Place> hasRoom) {
        return new Round(now, hasRoom);
    }

    /** Who gets which place. */
    record Turn(Ticket ticket, Place place) {}

    /** Gives places until there are none, or nobody who wants them. What was given must be taken before the next is asked for. */
    final class Round {

        private final Instant now;
        private final Predicate<Place> hasRoom;

        /** Nothing is free for these, or nothing that they should take. */
        private final Set<Kind> closed = Collections.newSetFromMap(new IdentityHashMap<>());

        private Round(Instant now, Predicate<Place> hasRoom) {
            this.now = now;
            this.hasRoom = hasRoom;
        }

        Optional<Turn> next() {
            if (room.waiting() == 0) {
                return Optional.empty();
            }
            for (Band band : inTurn()) {
                Optional<Turn> turn = nextOf(band);
                if (turn.isPresent()) {
                    tellBands(band);
                    return turn;
                }
            }
            return Optional.empty();
        }

        private List<Band> inTurn() {
            List<Band> owed = new ArrayList<>();
            List<Band> others = new ArrayList<>();
            for (Band band : room.bands()) {
                (band.passedOver() >= PASSED_OVER ? owed : others).add(band);
            }
            owed.addAll(others);
            return owed;
        }

        private void tellBands(Band served) {
            served.served();
            for (Band band : room.bands()) {
                if (band.priority().compareTo(served.priority()) > 0 && band.isAged(now, terms.aging())) {
                    band.passOver();
                }
            }
        }

        private Optional<Turn> nextOf(Band band) {
            Optional<Line> line = fairest(openKinds(band));
            while (line.isPresent()) {
                Optional<Turn> turn = turnOf(line.get(), band);
                if (turn.isPresent()) {
                    return turn;
                }
                closed.add(line.get().kind());
                line = fairest(openKinds(band));
            }
            return Optional.empty();
        }

        private Stream<Kind> openKinds(Band band) {
            return band.kinds().stream().filter(kind -> !closed.contains(kind) && kind.mayHave(hasRoom));
        }

        private static Optional<Line> fairest(Stream<Kind> kinds) {
            return kinds.map(Kind::first).min(Line.FAIR);
        }

        private Optional<Turn> turnOf(Line line, Band band) {
            Kind kind = line.kind();
            Optional<Offer> free = firstFree(kind, line.first());
            if (free.isEmpty()) {
                return Optional.empty();
            }
            Offer best = free.get();
            if (best.isWarm() || kind.isStarving(now, terms.starvation())) {
                return turn(line.first(), best);
            }
            Optional<Turn> passing = whoIsWarmAt(best, band, kind);
            return passing.isPresent() ? passing : load(line, best);
        }

        private Optional<Offer> firstFree(Kind kind, Ticket ticket) {
            return kind.look(ticket).stream()
                    .filter(offer -> hasRoom.test(offer.place()))
                    .findFirst();
        }

        /** Somebody else for whom nothing must be loaded on the node. */
        private Optional<Turn> whoIsWarmAt(Offer cold, Band band, Kind except) {
            Predicate<Offer> warm = offer ->
                    offer.isWarm() && offer.place().node().equals(cold.place().node()) && hasRoom.test(offer.place());
            return fairest(openKinds(band)
                            .filter(kind -> kind != except)
                            .filter(kind -> kind.offers().stream().anyMatch(warm)))
                    .flatMap(line -> line.kind().look(line.first()).stream()
                            .filter(warm)
                            .findFirst()
                            .flatMap(offer -> turn(line.first(), offer)));
        }

        /**
         * Where the model is in memory elsewhere, a load pays if who would wait longest there waits longer than it takes; and
         * then it is his: nobody else would be served sooner.
         */
        private Optional<Turn> load(Line line, Offer cold) {
            Kind kind = line.kind();
            Optional<Duration> warmWait = forecast.longestWaitWhereWarm(kind);
            if (cold.start().isZero() || warmWait.isEmpty()) {
                return turn(line.first(), cold);
            }
            return warmWait.get().compareTo(cold.start()) > 0 ? turn(kind.last().last(), cold) : Optional.empty();
        }

        private static Optional<Turn> turn(Ticket ticket, Offer offer) {
            return Optional.of(new Turn(ticket, offer.place()));
        }
    }
}
