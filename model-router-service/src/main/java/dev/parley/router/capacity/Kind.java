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

    private final Priority band;
    private final Object value;
    private final String wanted;
    private final Map<Account, Line> byAccount = new HashMap<>();
    private final TreeSet<Line> lines = new TreeSet<>(Line.FAIR);
    private final TreeSet<Ticket> byArrival = new TreeSet<>(Ticket.BY_ARRIVAL);
    private List<Offer> offers = List.of();
    private boolean stale = true;

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

    /** Whether one of them was overtaken for long enough. */
    boolean isStarving(Instant now, Duration starvation) {
        Ticket oldest = oldest();
        Duration patient = oldest.wish().patience().dividedBy(2);
        Duration bound = patient.compareTo(starvation) < 0 ? patient : starvation;
        return !now.isBefore(oldest.asked().plus(bound));
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
