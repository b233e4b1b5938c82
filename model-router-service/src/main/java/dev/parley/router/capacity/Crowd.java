package dev.parley.router.capacity;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who waits, for people who look after the house.
 *
 * @param bytes of bodies that wait
 * @param models what is waited for, the most wanted first
 * @param callers who waits or runs, who waits most first; of many, only the first thousand
 */
public record Crowd(int waiting, long bytes, QueueTerms terms, List<Wanted> models, List<Waiter> callers) {

    private static final int SHOWN = 1_000;

    /**
     * Those who want one model, or type of task.
     *
     * @param oldest how long the one waits who waits longest
     * @param expectedWait of who comes now; zero if unknown
     */
    public record Wanted(String wanted, int waiting, Duration oldest, Duration expectedWait) {

        private Wanted and(Wanted other) {
            return new Wanted(
                    wanted,
                    waiting + other.waiting,
                    longer(oldest, other.oldest),
                    longer(expectedWait, other.expectedWait));
        }
    }

    /** One caller. */
    public record Waiter(CallerId caller, int waiting, long bytes, int running) {}

    /**
     * One band in brief.
     *
     * @param expectedWait of who comes now and wants what is waited for longest; zero if nobody waits, or unknown
     */
    public record Brief(int waiting, Duration expectedWait) {}

    static Brief brief(Band band, Forecast forecast) {
        Duration longest = band.kinds().stream()
                .map(kind -> forecast.expectedWait(kind, kind.size() + 1))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Brief(band.size(), longest);
    }

    static Crowd of(WaitingRoom room, Forecast forecast, QueueTerms terms, Instant now) {
        return new Crowd(room.waiting(), room.bytes(), terms, wanted(room, forecast, now), waiters(room));
    }

    private static List<Wanted> wanted(WaitingRoom room, Forecast forecast, Instant now) {
        Map<String, Wanted> byName = room.bands().stream()
                .flatMap(band -> band.kinds().stream())
                .map(kind -> new Wanted(
                        kind.wanted(),
                        kind.size(),
                        Duration.between(kind.oldest().asked(), now),
                        forecast.expectedWait(kind, kind.size() + 1)))
                .collect(Collectors.toMap(Wanted::wanted, wanted -> wanted, Wanted::and));
        return byName.values().stream()
                .sorted(Comparator.comparingInt(Wanted::waiting).reversed().thenComparing(Wanted::wanted))
                .limit(SHOWN)
                .toList();
    }

    private static List<Waiter> waiters(WaitingRoom room) {
        return room.accounts().stream()
                .filter(account -> !account.isIdle())
                .map(account -> new Waiter(account.caller(), account.waiting(), account.bytes(), account.running()))
                .sorted(Comparator.comparingInt(Waiter::waiting)
                        .thenComparing(Waiter::running)
                        .reversed())
                .limit(SHOWN)
                .toList();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
