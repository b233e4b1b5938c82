package dev.parley.router.capacity;

import dev.parley.router.node.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Guards the door to the nodes. A request enters when a place has room here and, by a claim, across all routers; else it
 * waits, first come first served, until a place frees, its time is over, or it leaves. Knows no timers: {@link #tick} is
 * called from outside.
 */
public final class Admission {

    private final Claims claims;
    private final Occupancy occupancy;
    private final WaitingBounds bounds;
    private final Clock clock;

    /** Guards everything below; nothing foreign but {@link Wish#places} runs under it. */
    private final Object lock = new Object();

    private final Occupied occupied = new Occupied();
    private final Set<Ticket> waiting = new LinkedHashSet<>();
    private long waitingBytes;

    public Admission(Claims claims, Occupancy occupancy, WaitingBounds bounds, Clock clock) {
        this.claims = claims;
        this.occupancy = occupancy;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** Asks to enter. The verdict may be there at once. */
    public Ticket ask(Wish wish) {
        Ticket ticket = new Ticket(this, wish, clock.instant());
        boolean full;
        synchronized (lock) {
            waiting.add(ticket);
            waitingBytes += wish.bytes();
            full = isOverfull();
        }
        serve();
        if (full) {
            refuseIfStillWaiting(ticket);
        }
        return ticket;
    }

    /** Looks again at who waits: after a node changed, and regularly for what other routers freed. */
    public void tick() {
        Instant now = clock.instant();
        serve();
        List<Ticket> due = new ArrayList<>();
        synchronized (lock) {
            for (Ticket ticket : waiting) {
                if (!ticket.isClaiming() && ticket.isDue(now, bounds.deadline())) {
                    due.add(ticket);
                }
            }
            due.forEach(this::forget);
        }
        due.forEach(ticket -> ticket.tell(
                new Verdict.Refused(ticket.wish().places().isEmpty() ? Verdict.Reason.NOWHERE : Verdict.Reason.BUSY)));
    }

    /** How many wait. */
    public int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** How many requests of this router run on a node. */
    public int running(NodeId node) {
        synchronized (lock) {
            return occupied.at(node);
        }
    }

    void left(Ticket ticket) {
        synchronized (lock) {
            forget(ticket);
        }
        ticket.tell(new Verdict.Refused(Verdict.Reason.LEFT));
    }

    /** One more than may wait is let in for a moment: it may find a free place. */
    private boolean isOverfull() {
        return waiting.size() > bounds.requests() || waitingBytes > bounds.bytes();
    }

    private void refuseIfStillWaiting(Ticket ticket) {
        synchronized (lock) {
            if (ticket.isClaiming() || !waiting.contains(ticket)) {
                return;
            }
            forget(ticket);
        }
        ticket.tell(new Verdict.Refused(Verdict.Reason.FULL));
    }

    private void forget(Ticket ticket) {
        if (waiting.remove(ticket)) {
            waitingBytes -= ticket.wish().bytes();
        }
    }

    /** Gives every free place to the first who wants it. */
    private void serve() {
        List<Entry> entries = new ArrayList<>();
        synchronized (lock) {
            Set<Object> blocked = new HashSet<>();
            for (Ticket ticket : waiting) {
                if (ticket.isClaiming()
                        || (!blocked.isEmpty() && blocked.contains(ticket.wish().kind()))) {
                    continue;
                }
                Optional<Entry> entry = firstWithRoom(ticket, Set.of());
                entry.ifPresentOrElse(
                        entries::add, () -> blocked.add(ticket.wish().kind()));
            }
        }
        entries.forEach(this::claim);
    }

    /** A place taken here for a ticket, still to be claimed across routers. */
    private record Entry(Ticket ticket, Place place, Set<Place> refused, boolean filledNode) {}

    private Optional<Entry> firstWithRoom(Ticket ticket, Set<Place> refused) {
        for (Place place : ticket.wish().places()) {
            if (!refused.contains(place) && occupied.hasRoom(place)) {
                ticket.claiming(true);
                occupied.add(place);
                return Optional.of(new Entry(ticket, place, refused, isFull(place)));
            }
        }
        return Optional.empty();
    }

    private boolean isFull(Place place) {
        return occupied.at(place.node()) >= place.limit().perNode();
    }

    private void claim(Entry entry) {
        if (entry.filledNode()) {
            tellOccupancy(entry.place());
        }
        CompletionStage<Optional<Claims.Claim>> answer = claims.claim(entry.place());
        answer.thenAccept(claim -> claim.ifPresentOrElse(granted -> admit(entry, granted), () -> tryNext(entry)));
    }

    private void admit(Entry entry, Claims.Claim claim) {
        Lease lease = new Lease(entry.place(), () -> giveBack(entry.place(), claim));
        synchronized (lock) {
            forget(entry.ticket());
        }
        if (!entry.ticket().tell(new Verdict.Admitted(lease))) {
            // It left while the claim was on its way.
            lease.release();
        }
    }

    /** Other routers hold this place's rest: the next best, or back to waiting. */
    private void tryNext(Entry refused) {
        Set<Place> refusals = new HashSet<>(refused.refused());
        refusals.add(refused.place());
        Optional<Entry> next;
        synchronized (lock) {
            occupied.remove(refused.place());
            refused.ticket().claiming(false);
            next = waiting.contains(refused.ticket()) ? firstWithRoom(refused.ticket(), refusals) : Optional.empty();
        }
        if (refused.filledNode()) {
            tellOccupancy(refused.place());
        }
        next.ifPresent(this::claim);
    }

    private void giveBack(Place place, Claims.Claim claim) {
        boolean wasFull;
        synchronized (lock) {
            wasFull = isFull(place);
            occupied.remove(place);
        }
        claim.release();
        if (wasFull) {
            tellOccupancy(place);
        }
        serve();
    }

    private void tellOccupancy(Place place) {
        occupancy.changed(
                place.node(), () -> running(place.node()) >= place.limit().perNode());
    }
}
