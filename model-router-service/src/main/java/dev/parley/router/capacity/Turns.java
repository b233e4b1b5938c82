package dev.parley.router.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final Division division;
    private final QueueTerms terms;

    Turns(WaitingRoom room, Forecast forecast, Division division, QueueTerms terms) {
        this.room = room;
        this.forecast = forecast;
        this.division = division;
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

        /** Drawn when it is looked at; not as it was any more when something was given. */
        private @Nullable Picture picture;

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
            for (Kind kind : starving(band)) {
                Optional<Turn> turn = turnOfStarving(kind);
                if (turn.isPresent()) {
                    return turn;
                }
            }
            Optional<Line> line = fairest(openKinds(band));
            while (line.isPresent()) {
                Optional<Turn> turn = turnOf(line.get());
                if (turn.isPresent()) {
                    return turn;
                }
                closed.add(line.get().kind());
                line = fairest(openKinds(band));
            }
            return Optional.empty();
        }

        private List<Kind> starving(Band band) {
            return openKinds(band)
                    .filter(kind -> kind.isStarving(now, terms.starvation()))
                    .toList();
        }

        private Stream<Kind> openKinds(Band band) {
            return band.kinds().stream().filter(kind -> !closed.contains(kind) && kind.mayHave(hasRoom));
        }

        private static Optional<Line> fairest(Stream<Kind> kinds) {
            return kinds.map(Kind::first).min(Line.NEXT);
        }

        /** Whatever is free where they disturb least; after as long again, whatever is free. */
        private Optional<Turn> turnOfStarving(Kind kind) {
            Ticket first = kind.first().first();
            List<Offer> free = free(kind, first);
            boolean atOnce = kind.isStarving(now, terms.starvation().multipliedBy(2));
            return free.stream()
                    .filter(offer -> atOnce || offer.isWarm() || division.isLeastLoss(picture(), kind, offer))
                    .findFirst()
                    .map(offer -> turn(kind, first, offer));
        }

        private Optional<Turn> turnOf(Line line) {
            Kind kind = line.kind();
            if (picture != null && !mayTake(picture, kind)) {
                return Optional.empty();
            }
            List<Offer> free = free(kind, line.first());
            if (free.isEmpty()) {
                return Optional.empty();
            }
            return free.stream()
                    .filter(offer -> division.isWorth(picture(), kind, offer))
                    .findFirst()
                    .map(offer -> turn(kind, whose(line, offer), offer));
        }

        /** By what it was offered a moment ago: asking anew costs more than all else. */
        private boolean mayTake(Picture drawn, Kind kind) {
            return kind.offers().stream()
                    .anyMatch(offer -> hasRoom.test(offer.place()) && division.isWorth(drawn, kind, offer));
        }

        /** Where the model is in memory elsewhere, a load is for who would wait longest: nobody else would be served sooner. */
        private Ticket whose(Line line, Offer offer) {
            boolean elsewhere = !offer.isWarm()
                    && forecast.longestWaitWhereWarm(line.kind()).isPresent();
            return elsewhere ? line.kind().last().last() : line.first();
        }

        private Turn turn(Kind kind, Ticket ticket, Offer offer) {
            kind.served(now);
            picture = null;
            return new Turn(ticket, offer.place());
        }

        private List<Offer> free(Kind kind, Ticket ticket) {
            return kind.look(ticket).stream()
                    .filter(offer -> hasRoom.test(offer.place()))
                    .toList();
        }

        /** Of before anything was given; what was offered to the others a moment ago is good enough to compare with. */
        private Picture picture() {
            Picture drawn = picture;
            if (drawn == null) {
                for (Band band : room.bands()) {
                    band.kinds().forEach(Kind::lookIfStale);
                }
                drawn = division.look(room.bands(), now);
                picture = drawn;
            }
            return drawn;
        }
    }
}
