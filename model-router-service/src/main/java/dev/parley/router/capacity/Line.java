package dev.parley.router.capacity;

import java.util.Comparator;
import java.util.TreeSet;

/** One caller's waiting requests of one kind, first come first. */
final class Line {

    /** Who was given least is first; of equals, who had no turn for longest. */
    static final Comparator<Line> FAIR = Comparator.<Line>comparingDouble(Line::work)
            .thenComparingLong(line -> line.account().turn());

    /** The same for lines of several kinds, none empty: of one caller's, first who was served before and has come back. */
    static final Comparator<Line> NEXT =
            FAIR.thenComparing(line -> !line.first().isBack());

    private final Kind kind;
    private final Account account;
    private final TreeSet<Ticket> tickets = new TreeSet<>(Ticket.BY_ARRIVAL);

    Line(Kind kind, Account account) {
        this.kind = kind;
        this.account = account;
    }

    Kind kind() {
        return kind;
    }

    Account account() {
        return account;
    }

    double work() {
        return account.work(kind.band());
    }

    Ticket first() {
        return tickets.first();
    }

    Ticket last() {
        return tickets.last();
    }

    int size() {
        return tickets.size();
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    void add(Ticket ticket) {
        tickets.add(ticket);
    }

    void remove(Ticket ticket) {
        tickets.remove(ticket);
    }

    /** How many are before a ticket, counted up to a bound. */
    int before(Ticket ticket, int most) {
        int before = 0;
        for (Ticket other : tickets) {
            if (other == ticket || before == most) {
                return before;
            }
            before++;
        }
        return before;
    }
}
