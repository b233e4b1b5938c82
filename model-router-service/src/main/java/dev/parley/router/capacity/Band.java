package dev.parley.router.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Those of one priority, by what they want. Between callers it is start-time fair: who was given least work since it began to
 * wait is next. When nobody waits any more, all are even.
 */
final class Band {

    private final Priority priority;
    private final Map<Object, Kind> kinds = new LinkedHashMap<>();
    private final TreeSet<Ticket> byArrival = new TreeSet<>(Ticket.BY_ARRIVAL);

    /** The work of who was served last, before it was served: here begins who comes now. */
    private double level;

    /** The most that anybody was given. */
    private double most;

    /** How many places went to others while one here waited longer than it should. */
    private int passedOver;

    Band(Priority priority) {
        this.priority = priority;
    }

    Priority priority() {
        return priority;
    }

    Collection<Kind> kinds() {
        return kinds.values();
    }

    int size() {
        return byArrival.size();
    }

    Ticket oldest() {
        return byArrival.first();
    }

    /** Those that want the same. */
    Optional<Kind> kind(Object value) {
        return Optional.ofNullable(kinds.get(value));
    }

    void add(Ticket ticket) {
        Account account = ticket.account();
        if (!account.standsIn(priority)) {
            account.work(priority, Math.max(level, account.work(priority)));
        }
        Wish wish = ticket.wish();
        Kind kind = kinds.computeIfAbsent(wish.kind(), value -> new Kind(priority, value, wish.wanted()));
        kind.add(ticket);
        byArrival.add(ticket);
    }

    void remove(Ticket ticket) {
        byArrival.remove(ticket);
        Kind kind = kinds.get(ticket.wish().kind());
        if (kind != null) {
            kind.remove(ticket);
            if (kind.size() == 0) {
                kinds.remove(kind.value());
            }
        }
        if (byArrival.isEmpty()) {
            level = most;
        }
    }

    /** A caller is given work. */
    void charge(Account account, double seconds) {
        level = Math.max(level, account.work(priority));
        correct(account, seconds);
    }

    /** A caller was given more than it was charged for, or less. */
    void correct(Account account, double seconds) {
        double work = account.work(priority) + seconds;
        account.work(priority, work);
        most = Math.max(most, work);
    }

    /** Whether it is of no use to remember what a caller was given. */
    boolean isEvenWith(Account account) {
        return account.work(priority) <= level;
    }

    boolean isAged(Instant now, Duration aging) {
        return !byArrival.isEmpty() && !now.isBefore(oldest().asked().plus(aging));
    }

    int passedOver() {
        return passedOver;
    }

    void passOver() {
        passedOver++;
    }

    void served() {
        passedOver = 0;
    }
}
