package dev.parley.router.capacity;

import dev.parley.router.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long who waits will still wait: how many are before it, by how many a second its places serve. An estimate, from what
 * is known of service times and how long those that run have done so. Not thread-safe: its door keeper guards it.
 */
final class Forecast {

    /** Who wants which node changes with every request; for an estimate the last second's figure is good enough. */
    private static final Duration COUNTED_FOR = Duration.ofSeconds(1);

    private final WaitingRoom room;
    private final Occupied occupied;
    private final ServiceTimes times;
    private final Clock clock;

    /** How many wait who would take a place on a node. */
    private Map<NodeId, Integer> wanted = Map.of();

    private Instant counted = Instant.EPOCH;

    Forecast(WaitingRoom room, Occupied occupied, ServiceTimes times, Clock clock) {
        this.room = room;
        this.occupied = occupied;
        this.times = times;
        this.clock = clock;
    }

    /** Where a ticket stands that waits, or has just ceased to. */
    Standing standing(Ticket ticket) {
        int position = room.position(ticket);
        Duration wait =
                room.kindOf(ticket).map(kind -> expectedWait(kind, position)).orElse(Duration.ZERO);
        return new Standing(position, wait);
    }

    /** How long who comes last will wait; zero if unknown. */
    Duration expectedWait(Kind kind, int position) {
        List<Offer> warm = warm(kind);
        List<Offer> places = warm.isEmpty() ? kind.offers() : warm;
        count();
        double perSecond = places.stream()
                .mapToDouble(offer -> perSecond(offer) * share(kind, offer))
                .sum();
        return perSecond == 0 ? Duration.ZERO : wait(position, perSecond).plus(soonestStart(places));
    }

    /** How long all of a kind take where their model is in memory, or is being loaded; empty if that is nowhere or unknown. */
    Optional<Duration> longestWaitWhereWarm(Kind kind) {
        List<Offer> warm = warm(kind);
        double perSecond = warm.stream().mapToDouble(this::perSecond).sum();
        return perSecond == 0
                ? Optional.empty()
                : Optional.of(wait(kind.size(), perSecond).plus(soonestStart(warm)));
    }

    /** What is expected of a request at a place, in seconds. */
    double seconds(Place place) {
        return seconds(times.expectedAt(place));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private List<Offer> warm(Kind kind) {
        return kind.offers().stream()
                .filter(offer -> offer.isWarm() || occupied.runs(offer.place()))
                .toList();
    }

    /** Where those that run have taken longer than usual already, the next will hardly be quicker. */
    private double perSecond(Offer offer) {
        Place place = offer.place();
        double seconds = Math.max(seconds(place), seconds(occupied.runningFor(place, clock.instant())));
        return seconds == 0 ? 0 : place.limit().perModel() / seconds;
    }

    /** Others want the same node for other models: its places are shared out by how many wait. */
    private double share(Kind kind, Offer offer) {
        int all = wanted.getOrDefault(offer.place().node(), 0);
        return all <= kind.size() ? 1 : (double) kind.size() / all;
    }

    private void count() {
        Instant now = clock.instant();
        if (now.isBefore(counted.plus(COUNTED_FOR)) && !now.isBefore(counted)) {
            return;
        }
        counted = now;
        wanted = new HashMap<>();
        room.bands()
                .forEach(band -> band.kinds()
                        .forEach(kind -> kind.offers()
                                .forEach(offer -> wanted.merge(offer.place().node(), kind.size(), Integer::sum))));
    }

    private static Duration soonestStart(List<Offer> places) {
        return places.stream()
                .map(offer -> offer.isWarm() ? Duration.ZERO : offer.start())
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static Duration wait(int requests, double perSecond) {
        return Duration.ofMillis(Math.round(requests / perSecond * 1_000));
    }
}
