package dev.parley.router.capacity;

import dev.parley.router.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Guards the door to the nodes. A request enters when a place has room here and, by a claim, across all routers; else it
 * waits for its turn, until its time is over or it leaves. Knows no timers: {@link #tick} is called from outside. What a
 * place that frees costs does not grow with the number of those who wait: it is given to the first of one kind, and kinds
 * are few.
 */
public final class Admission {

    private final Claims claims;
    private final Occupancy occupancy;
    private final Clock clock;

    /** Guards everything below; nothing foreign but {@link Wish#places} and service times runs under it. */
    private final Object lock = new Object();

    private final Occupied occupied = new Occupied();

    /** Full of other routers' requests when they were asked last. */
    private final Set<Place> taken = new HashSet<>();

    private final LeaseDurations durations = new LeaseDurations();
    private final WaitingRoom room;
    private final Forecast forecast;
    private final Turns turns;
    private final QueueTerms terms;
    private boolean closing;

    /** @param times what is known of service times; where they know nothing, the leases given here tell */
    public Admission(Claims claims, Occupancy occupancy, ServiceTimes times, QueueTerms terms, Clock clock) {
        this.claims = claims;
        this.occupancy = occupancy;
        this.terms = terms;
        this.clock = clock;
        this.room = new WaitingRoom(terms);
        ServiceTimes known = times.orElse(durations);
        this.forecast = new Forecast(room, occupied, known, clock);
        this.turns = new Turns(room, forecast, new Division(known), terms);
    }

    /** Asks to enter. The verdict may be there at once. */
    public Ticket ask(Wish wish) {
        return ask(wish, Optional.empty());
    }

    /**
     * Asks to enter again, for another place.
     *
     * @param earlier the same request's last ticket, which is over: it stands where it stood then
     */
    public Ticket ask(Wish wish, Optional<Ticket> earlier) {
        Ticket ticket;
        synchronized (lock) {
            ticket = room.enter(this, wish, earlier, clock.instant());
        }
        serve();
        stayOrRefuse(ticket);
        return ticket;
    }

    /** Looks again at who waits: after a node changed, and regularly for what other routers freed. */
    public void tick() {
        synchronized (lock) {
            taken.clear();
            room.forgetOffers();
        }
        serve();
        List<Ticket> due;
        List<Standing> standings;
        synchronized (lock) {
            due = room.due(clock.instant());
            standings = due.stream().map(forecast::standing).toList();
            due.forEach(room::leave);
        }
        for (int i = 0; i < due.size(); i++) {
            refuse(due.get(i), Verdict.Reason.BUSY, standings.get(i));
        }
    }

    /**
     * Refuses those who wait, and from now on whoever would begin to: another router may have room before this one goes.
     * Who asks again after that, or has been at a node, may wait for as long as there is time.
     */
    public void close() {
        List<Ticket> all;
        synchronized (lock) {
            closing = true;
            all = room.all();
            all.forEach(room::leave);
        }
        all.forEach(ticket -> refuse(ticket, Verdict.Reason.CLOSING, Standing.NONE));
    }

    /** Another router gave a place of a node back: whoever waits for it looks at once. */
    public void freed(NodeId node) {
        synchronized (lock) {
            if (!taken.removeIf(place -> place.node().equals(node))) {
                return;
            }
        }
        serve();
    }

    /** How many wait. */
    public int waiting() {
        synchronized (lock) {
            return room.waiting();
        }
    }

    /** How many requests of this router run on a node. */
    public int running(NodeId node) {
        synchronized (lock) {
            return occupied.at(node);
        }
    }

    /** Who waits for what. */
    public Crowd crowd() {
        synchronized (lock) {
            return Crowd.of(room, forecast, terms, clock.instant());
        }
    }

    /** The same in brief, for one band. */
    public Crowd.Brief crowd(Priority band) {
        synchronized (lock) {
            return Crowd.brief(room.band(band), forecast);
        }
    }

    Optional<Standing> standing(Ticket ticket) {
        synchronized (lock) {
            return ticket.state() == Ticket.State.WAITING ? Optional.of(forecast.standing(ticket)) : Optional.empty();
        }
    }

    void left(Ticket ticket) {
        synchronized (lock) {
            if (!room.leave(ticket)) {
                return;
            }
        }
        ticket.tell(new Verdict.Refused(Verdict.Reason.LEFT, Standing.NONE));
    }

    /** There was no place for it at once: it begins to wait, if it may. */
    private void stayOrRefuse(Ticket ticket) {
        Standing standing;
        synchronized (lock) {
            if (ticket.state() != Ticket.State.WAITING) {
                return;
            }
            standing = forecast.standing(ticket);
            if (closing && !ticket.isBack()) {
                ticket.mustNotWait(Verdict.Reason.CLOSING);
            }
            if (ticket.notWaiting().isEmpty()) {
                ticket.began(ticket.began().position() == 0 ? standing : ticket.began());
                return;
            }
            room.leave(ticket);
        }
        refuse(ticket, ticket.notWaiting().get(), standing);
    }

    private static void refuse(Ticket ticket, Verdict.Reason reason, Standing standing) {
        boolean nowhere =
                reason == Verdict.Reason.BUSY && ticket.wish().places().isEmpty();
        ticket.tell(new Verdict.Refused(nowhere ? Verdict.Reason.NOWHERE : reason, standing));
    }

    /** Gives every free place to the one whose turn it is. */
    private void serve() {
        List<Entry> entries = new ArrayList<>();
        synchronized (lock) {
            Turns.Round round = turns.round(clock.instant(), this::hasRoom);
            Optional<Turns.Turn> turn = round.next();
            while (turn.isPresent()) {
                entries.add(take(turn.get()));
                turn = round.next();
            }
        }
        entries.forEach(this::claim);
    }

    private boolean hasRoom(Place place) {
        return occupied.hasRoom(place) && !taken.contains(place);
    }

    /** A place taken here for a ticket, still to be claimed across routers. @param charged seconds */
    private record Entry(Ticket ticket, Place place, Instant since, double charged, boolean filledNode) {}

    private Entry take(Turns.Turn turn) {
        Place place = turn.place();
        double expected = forecast.seconds(place);
        room.take(turn.ticket(), expected);
        Instant now = clock.instant();
        occupied.add(place, now);
        return new Entry(turn.ticket(), place, now, expected, isFull(place));
    }

    private boolean isFull(Place place) {
        return occupied.at(place.node()) >= place.limit().perNode();
    }

    private void claim(Entry entry) {
        if (entry.filledNode()) {
            tellOccupancy(entry.place());
        }
        CompletionStage<Optional<Claims.Claim>> answer = claims.claim(entry.place());
        answer.thenAccept(claim -> claim.ifPresentOrElse(granted -> admit(entry, granted), () -> refused(entry)));
    }

    private void admit(Entry entry, Claims.Claim claim) {
        boolean isThere;
        synchronized (lock) {
            isThere = room.leave(entry.ticket());
        }
        if (isThere) {
            Lease lease = new Lease(entry.place(), () -> ended(entry, claim));
            entry.ticket().tell(new Verdict.Admitted(lease, entry.ticket().began()));
        } else {
            giveBack(entry, claim, Duration.ZERO);
        }
    }

    private void ended(Entry entry, Claims.Claim claim) {
        Duration took = Duration.between(entry.since(), clock.instant());
        synchronized (lock) {
            durations.took(entry.place(), took);
        }
        giveBack(entry, claim, took);
    }

    /** Other routers hold this place's rest: whoever wants another place may have it, this one first. */
    private void refused(Entry entry) {
        synchronized (lock) {
            occupied.remove(entry.place(), entry.since());
            taken.add(entry.place());
            room.putBack(entry.ticket(), entry.charged());
        }
        if (entry.filledNode()) {
            tellOccupancy(entry.place());
        }
        serve();
        stayOrRefuse(entry.ticket());
    }

    private void giveBack(Entry entry, Claims.Claim claim, Duration took) {
        Place place = entry.place();
        boolean wasFull;
        synchronized (lock) {
            wasFull = isFull(place);
            occupied.remove(place, entry.since());
            taken.removeIf(other -> other.node().equals(place.node()));
            room.ran(entry.ticket(), took.toNanos() / 1e9 - entry.charged());
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
