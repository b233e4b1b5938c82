package dev.parley.router.capacity;

import dev.parley.router.capacity.Picture.Seat;
import java.time.Instant;
import java.util.Optional;

/**
 * How work is divided between nodes: whether those of one kind should take a place that is free, or leave it to others and
 * wait for a better one. A node goes on with the models that it has. It leaves one when the other nodes will be done with it
 * in time and another model needs the node more, and then goes where the wait is longest; a load must pay. A slow node takes
 * nothing at the end that a faster one would be done with sooner.
 */
final class Division {

    /** Lengths are not known: who leaves must be sure that the others will be in time. */
    private static final double IN_TIME = 0.75;

    /** What a load must save, in loads: others wait for the node meanwhile, and something else may be forgotten for it. */
    private static final double PAYS = 0.5;

    /** Estimates that differ by less are equal. */
    private static final double ALIKE = 0.01;

    /** Of more kinds than these nobody is kept waiting for the better: comparing them all would take too long. */
    private static final int MOST_KINDS = 64;

    private final ServiceTimes times;

    Division(ServiceTimes times) {
        this.times = times;
    }

    /** Who waits now. */
    Picture look(Iterable<Band> bands, Instant now) {
        return new Picture(bands, times, now);
    }

    /** Whether those of a kind should take what they are offered. */
    boolean isWorth(Picture picture, Kind kind, Offer offer) {
        Optional<Seat> seat = picture.size() > MOST_KINDS ? Optional.empty() : picture.find(kind, offer);
        return seat.map(found -> found.isWarm() ? stays(picture, found) : comes(picture, found))
                .orElse(true);
    }

    /** Whether a load for those who have waited for too long disturbs others least here. */
    boolean isLeastLoss(Picture picture, Kind kind, Offer offer) {
        Optional<Seat> seat = picture.size() > MOST_KINDS ? Optional.empty() : picture.find(kind, offer);
        return seat.map(here -> {
                    double loss = loss(picture, here);
                    return here.group.seats.stream().noneMatch(there -> loss(picture, there) < loss);
                })
                .orElse(true);
    }

    private static double loss(Picture picture, Seat seat) {
        for (Seat other : picture.at(seat.node())) {
            if (other.group != seat.group
                    && other.isWarm()
                    && other.offer.place().model().equals(seat.offer.place().model())) {
                // They would have to be loaded anew, and would want it at once.
                return Picture.NEVER;
            }
        }
        return picture.occupied(seat);
    }

    /** The model is in memory: whether they take the place. */
    private static boolean stays(Picture picture, Seat seat) {
        double drain = picture.drain(seat);
        if (drain == Picture.NEVER) {
            return true;
        }
        if (drain <= IN_TIME * picture.even() && isNeededMore(picture, seat)) {
            return false;
        }
        double elsewhere = Picture.NEVER;
        for (Seat other : seat.group.seats) {
            if (other != seat && other.isWarm()) {
                elsewhere = Math.min(elsewhere, other.longest);
            }
        }
        // Where none was served for so long, the others are slower than they are known to be.
        return seat.longest <= drain + elsewhere || seat.group.quiet > elsewhere;
    }

    /** Of several nodes that serve the same the fastest moves on: it brings most where it goes. */
    private static boolean isNeededMore(Picture picture, Seat seat) {
        boolean mayMove = seat.group.seats.stream().noneMatch(other -> other.isWarm() && other.rate > seat.rate);
        for (Seat other : picture.at(seat.node())) {
            if (other.group != seat.group
                    && (other.isWarm() ? picture.drain(other) > picture.even() : mayMove && needs(picture, other))) {
                return true;
            }
        }
        return false;
    }

    /** The model is not in memory: whether it should be loaded there for them. */
    private static boolean comes(Picture picture, Seat seat) {
        if (!needs(picture, seat)) {
            return false;
        }
        for (Seat other : picture.at(seat.node())) {
            if (other.group != seat.group
                    && (other.isWarm()
                            ? stays(picture, other)
                            : isNeedier(picture, other, seat) && needs(picture, other))) {
                return false;
            }
        }
        return true;
    }

    /** Who would wait longest goes first; of equals the more. */
    private static boolean isNeedier(Picture picture, Seat other, Seat seat) {
        double theirs = picture.drain(other);
        double ours = picture.drain(seat);
        // Nothing is alike to never: else those who wait longer and those who are more would each let the other go
        // first.
        boolean alike = theirs == ours || ours < Picture.NEVER && Math.abs(theirs - ours) <= ALIKE * ours;
        return alike ? other.group.waiting > seat.group.waiting : theirs > ours;
    }

    /** Whether a load pays: they would not be done in time without it, and it saves more than it takes. */
    private static boolean needs(Picture picture, Seat seat) {
        double drain = picture.drain(seat);
        if (drain == Picture.NEVER) {
            return true;
        }
        if (drain <= picture.even()) {
            return false;
        }
        double others = seat.group.waiting / drain;
        double saved = (drain - seat.start) * seat.rate / (seat.rate + others);
        if (comesFaster(picture, seat, drain)) {
            // They would be done in time without this one; what it adds is its part of all work.
            saved = Math.min(saved, (picture.even() - seat.start) * seat.rate / seat.group.best);
        }
        return saved > PAYS * seat.start;
    }

    /** Whether a faster node will have nothing else to do soon enough. */
    private static boolean comesFaster(Picture picture, Seat seat, double drain) {
        for (Seat other : seat.group.seats) {
            if (!other.isWarm() && other.rate > seat.rate && picture.occupied(other) < drain) {
                return true;
            }
        }
        return false;
    }
}
