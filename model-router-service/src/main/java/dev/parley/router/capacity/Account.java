package dev.parley.router.capacity;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one caller has waiting and running, and how much of the nodes' work it was given. Work is counted per band, in
 * seconds, from where those stood who were served when the caller began to wait: having been away saves nothing up.
 */
final class Account {

    private final CallerId caller;
    private final Map<Priority, Double> work = new EnumMap<>(Priority.class);
    private final Map<Priority, Set<Line>> lines = new EnumMap<>(Priority.class);
    private long turn;
    private int waiting;
    private long bytes;
    private int running;

    /** @param number unlike that of all others, later than theirs */
    Account(CallerId caller, long number) {
        this.caller = caller;
        // Who had no turn yet is before all who had one.
        this.turn = Long.MIN_VALUE + number;
    }

    CallerId caller() {
        return caller;
    }

    /** Of those who were given as much, who had no turn for longest is first. */
    long turn() {
        return turn;
    }

    int waiting() {
        return waiting;
    }

    long bytes() {
        return bytes;
    }

    int running() {
        return running;
    }

    boolean isIdle() {
        return waiting == 0 && running == 0;
    }

    double work(Priority band) {
        return work.getOrDefault(band, 0.0);
    }

    void work(Priority band, double now) {
        move(lines.getOrDefault(band, Set.of()), () -> work.put(band, now));
    }

    /** It has its turn. @param number later than all before */
    void takesTurn(long number) {
        Set<Line> all = lines.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        move(all, () -> turn = number);
    }

    /** Lines go to where they belong after a change. */
    private static void move(Set<Line> moved, Runnable change) {
        moved.forEach(line -> line.kind().withdraw(line));
        change.run();
        moved.forEach(line -> line.kind().line(line));
    }

    void came(Ticket ticket) {
        waiting++;
        bytes += ticket.wish().bytes();
    }

    void went(Ticket ticket) {
        waiting--;
        bytes -= ticket.wish().bytes();
    }

    void runs(int more) {
        running += more;
    }

    boolean standsIn(Priority band) {
        return lines.containsKey(band);
    }

    void stands(Line line) {
        lines.computeIfAbsent(line.kind().band(), band -> new LinkedHashSet<>()).add(line);
    }

    void standsNoMore(Line line) {
        lines.computeIfPresent(line.kind().band(), (band, all) -> {
            all.remove(line);
            return all.isEmpty() ? null : all;
        });
    }
}
