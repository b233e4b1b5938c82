package dev.parley.router.capacity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Who waits, and how much of the nodes' work each caller had. Not thread-safe: its door keeper guards it. */
final class WaitingRoom {

    /** So many kinds at one look: the door is closed meanwhile. */
    private static final int ASKED_ANEW = 256;

    private final QueueTerms terms;
    private final Map<Priority, Band> bands = new EnumMap<>(Priority.class);
    private final Map<CallerId, Account> accounts = new LinkedHashMap<>();

    /** Nothing waits or runs for these; kept as long as it matters what they had. */
    private final Map<CallerId, Account> idle = new LinkedHashMap<>();

    private final TreeSet<Ticket> byDue = new TreeSet<>(Ticket.BY_DUE);
    private int waiting;
    private long bytes;
    private long numbers;
    private int looks;

    WaitingRoom(QueueTerms terms) {
        this.terms = terms;
        for (Priority priority : Priority.values()) {
            bands.put(priority, new Band(priority));
        }
    }

    /** Everybody comes in for a moment: there may be a free place. Who must not stay is told so. */
    Ticket enter(Admission admission, Wish wish, Optional<Ticket> earlier, Instant now) {
        Account account = account(wish.caller());
        long number = ++numbers;
        Ticket ticket = earlier.map(before -> new Ticket(admission, wish, account, before, now))
                .orElseGet(() -> new Ticket(admission, wish, account, number, now));
        waiting++;
        bytes += wish.bytes();
        account.came(ticket);
        mayNotStay(account, wish).ifPresent(ticket::mustNotWait);
        line(ticket);
        return ticket;
    }

    private Optional<Verdict.Reason> mayNotStay(Account account, Wish wish) {
        if (waiting > terms.requests() || bytes > terms.bytes()) {
            return Optional.of(Verdict.Reason.FULL);
        }
        if (account.waiting() > terms.requestsEach() || account.bytes() > terms.bytesEach()) {
            return Optional.of(Verdict.Reason.SHARE);
        }
        return wish.patience().isZero() ? Optional.of(Verdict.Reason.BUSY) : Optional.empty();
    }

    /** Out of its line while a claim for it is on its way. @param seconds that it is charged for */
    void take(Ticket ticket, double seconds) {
        band(ticket).charge(ticket.account(), seconds);
        ticket.account().takesTurn(++numbers);
        ticket.account().runs(1);
        unline(ticket, Ticket.State.CLAIMING);
    }

    /** The claim was refused: back to where it stood. */
    void putBack(Ticket ticket, double seconds) {
        ran(ticket, -seconds);
        if (ticket.state() == Ticket.State.CLAIMING) {
            line(ticket);
        }
    }

    /** What it was admitted for is over. @param seconds more, or less, than it was charged for */
    void ran(Ticket ticket, double seconds) {
        Account account = ticket.account();
        account.runs(-1);
        band(ticket).correct(account, seconds);
        settle(account);
    }

    /** Out of the room, wherever it was. @return false if it was out already */
    boolean leave(Ticket ticket) {
        if (ticket.state() == Ticket.State.GONE) {
            return false;
        }
        if (ticket.state() == Ticket.State.WAITING) {
            unline(ticket, Ticket.State.GONE);
        }
        ticket.state(Ticket.State.GONE);
        waiting--;
        bytes -= ticket.wish().bytes();
        ticket.account().went(ticket);
        settle(ticket.account());
        return true;
    }

    /** Those whose time is over. */
    List<Ticket> due(Instant now) {
        List<Ticket> due = new ArrayList<>();
        for (Ticket ticket : byDue) {
            if (!ticket.isDue(now)) {
                break;
            }
            due.add(ticket);
        }
        return due;
    }

    /** All who stand in a line. */
    List<Ticket> all() {
        return List.copyOf(byDue);
    }

    int waiting() {
        return waiting;
    }

    long bytes() {
        return bytes;
    }

    Band band(Priority priority) {
        return Objects.requireNonNull(bands.get(priority));
    }

    Collection<Band> bands() {
        return bands.values();
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    /** Those that want the same as one who waits. */
    Optional<Kind> kindOf(Ticket ticket) {
        return band(ticket).kind(ticket.wish().kind());
    }

    /** How many are served before it, it included. */
    int position(Ticket ticket) {
        int position = kindOf(ticket).map(kind -> kind.position(ticket)).orElse(1);
        for (Band band : bands.values()) {
            if (band.priority().compareTo(ticket.wish().priority()) < 0) {
                position += band.kind(ticket.wish().kind()).map(Kind::size).orElse(0);
            }
        }
        return position;
    }

    /** The nodes may not be as they were: every kind is asked anew, where there are many by turns. */
    void forgetOffers() {
        int kinds =
                bands.values().stream().mapToInt(band -> band.kinds().size()).sum();
        int rounds = kinds / ASKED_ANEW + 1;
        looks++;
        for (Band band : bands.values()) {
            band.kinds().stream()
                    .filter(kind -> Math.floorMod(kind.hashCode(), rounds) == looks % rounds)
                    .forEach(Kind::forgetOffers);
        }
    }

    private void line(Ticket ticket) {
        band(ticket).add(ticket);
        byDue.add(ticket);
        ticket.state(Ticket.State.WAITING);
    }

    private void unline(Ticket ticket, Ticket.State next) {
        band(ticket).remove(ticket);
        byDue.remove(ticket);
        ticket.state(next);
    }

    private Band band(Ticket ticket) {
        return band(ticket.wish().priority());
    }

    private Account account(CallerId caller) {
        idle.remove(caller);
        return accounts.computeIfAbsent(caller, id -> new Account(id, ++numbers));
    }

    /** Forgets it, or remembers what it had: of so many as may wait, no more. */
    private void settle(Account account) {
        if (!account.isIdle() || accounts.get(account.caller()) != account) {
            return;
        }
        if (bands.values().stream().allMatch(band -> band.isEvenWith(account))) {
            accounts.remove(account.caller());
            idle.remove(account.caller());
            return;
        }
        idle.put(account.caller(), account);
        if (idle.size() > terms.requests()) {
            Iterator<CallerId> eldest = idle.keySet().iterator();
            accounts.remove(eldest.next());
            eldest.remove();
        }
    }
}
