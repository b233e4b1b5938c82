package dev.parley.router.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Those of a band that want the same, and what was offered when one of them was asked last. */
final class Kind {

    /** Nobody counts further: who stands behind a thousand others is told at least that. */
    private static final int COUNTED = 1_000;

    /** So many times as long may those be overtaken whose model is in memory somewhere. */
    private static final int HOPE = 4;

    private final Priority band;
    private final Object value;
    private final String wanted;
    private final Map<Account, Line> byAccount = new HashMap<>();
    private final TreeSet<Line> lines = new TreeSet<>(Line.FAIR);
    private final TreeSet<Ticket> byArrival = new TreeSet<>(Ticket.BY_ARRIVAL);
    private List<Offer> offers = List.of();
    private boolean stale = true;
    private Instant lastServed = Instant.MIN;

    Kind(Priority band, Object value, String wanted) {
        this.band = band;
        this.value = value;
        this.wanted = wanted;
    }

    Priority band() {
        return band;
    }

    Object value() {
        return value;
    }

    String wanted() {
        return wanted;
    }

    int size() {
        return byArrival.size();
    }

    Ticket oldest() {
        return byArrival.first();
    }

    /** Who is to be served first. */
    Line first() {
        return lines.first();
    }

    /** Who would wait longest. */
    Line last() {
        return lines.last();
    }

    void add(Ticket ticket) {
        byArrival.add(ticket);
        Line line = byAccount.computeIfAbsent(ticket.account(), account -> new Line(this, account));
        if (line.isEmpty()) {
            line(line);
            line.account().stands(line);
        }
        line.add(ticket);
    }

    void remove(Ticket ticket) {
        byArrival.remove(ticket);
        Line line = byAccount.get(ticket.account());
        if (line == null) {
            return;
        }
        line.remove(ticket);
        if (line.isEmpty()) {
            lines.remove(line);
            line.account().standsNoMore(line);
            byAccount.remove(ticket.account());
        }
    }

    /** Takes a line out of the order, whose place in it is about to change. */
    void withdraw(Line line) {
        lines.remove(line);
    }

    void line(Line line) {
        lines.add(line);
    }

    /** Asks on behalf of one of them where they could run. */
    List<Offer> look(Ticket ticket) {
        offers = ticket.wish().places();
        stale = false;
        return offers;
    }

    /** The same for the first of them, if it may be offered something else by now. */
    void lookIfStale() {
        if (stale) {
            look(first().first());
        }
    }

    /** One of them is given a place. */
    void served(Instant now) {
        lastServed = now;
    }

    /** How long it is since one of them was given a place, or since the first of them came. */
    Duration quiet(Instant now) {
        Instant since = lastServed.isAfter(oldest().asked()) ? lastServed : oldest().asked();
        return Duration.between(since, now);
    }

    /** What was offered may have changed. */
    void forgetOffers() {
        stale = true;
    }

    List<Offer> offers() {
        return offers;
    }

    boolean mayHave(Predicate<Place> room) {
        return stale || offers.stream().anyMatch(offer -> room.test(offer.place()));
    }

    /**
     * Whether others were served for long enough, and none of them; where their model is in memory somewhere that is likely to
     * end by itself.
     */
    boolean isStarving(Instant now, Duration starvation) {
        boolean hope = offers.stream().anyMatch(Offer::isWarm);
        Duration patience = oldest().wish().patience();
        Duration patient = hope ? patience.multipliedBy(3).dividedBy(4) : patience.dividedBy(2);
        Duration longest = hope ? starvation.multipliedBy(HOPE) : starvation;
        Duration bound = patient.compareTo(longest) < 0 ? patient : longest;
        return !now.isBefore(oldest().asked().plus(bound)) && !now.isBefore(lastServed.plus(bound));
    }

    /** How many of them will be served before one, it included, if all callers go on in turn. */
    int position(Ticket ticket) {
        Line own = byAccount.get(ticket.account());
        if (own == null) {
            return size() + 1;
        }
        int rank = own.before(ticket, COUNTED);
        int position = rank + 1;
        int counted = 0;
        boolean before = true;
        for (Line other : lines) {
            if (counted++ == COUNTED) {
                break;
            }
            if (other == own) {
                before = false;
            } else {
                position += Math.min(other.size(), before ? rank + 1 : rank);
            }
        }
        return position;
    }
}
