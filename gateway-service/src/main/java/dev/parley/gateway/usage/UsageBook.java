package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Use that is still to be written down: merged by line, so that it grows with keys and models and not with requests. When
 * it is full, further lines are merged into one per key and hour without a model; when even those are too many, they are
 * lost, and counted.
 */
public final class UsageBook {

    /** Stands for the models that found no room of their own. */
    static final String OTHER_MODELS = "(other)";

    private final Clock clock;
    private final int max;
    private Map<UsageLine, Use> open = new HashMap<>();
    private Map<UsageLine, Use> beingWritten = Map.of();
    private long lost;

    /** @param max lines, and once more as many without a model */
    public UsageBook(Clock clock, int max) {
        this.clock = clock;
        this.max = max;
    }

    /** Notes use of now. */
    public synchronized void note(Account account, String model, Use use) {
        add(new UsageLine(account, model, clock.instant().truncatedTo(ChronoUnit.HOURS)), use);
    }

    /** All there is, to be written; stays part of {@link #tokens} until {@link #written} or {@link #notWritten} is told. */
    synchronized Map<UsageLine, Use> take() {
        beingWritten = open;
        open = new HashMap<>();
        return beingWritten;
    }

    synchronized void written() {
        beingWritten = Map.of();
    }

    /** It is to be written with the next. */
    synchronized void notWritten() {
        Map<UsageLine, Use> again = beingWritten;
        beingWritten = Map.of();
        again.forEach(this::add);
    }

    /** Tokens of an account in a month that may not be in the store yet. */
    synchronized long tokens(Account account, YearMonth month) {
        return Stream.of(open, beingWritten)
                .flatMap(lines -> lines.entrySet().stream())
                .filter(line -> line.getKey().account().equals(account))
                .filter(line -> YearMonth.from(line.getKey().hour().atOffset(ZoneOffset.UTC))
                        .equals(month))
                .mapToLong(line -> line.getValue().allTokens())
                .sum();
    }

    /** How many lines are still to be written. */
    public synchronized int size() {
        return open.size() + beingWritten.size();
    }

    /** How many notes found no room at all since the process began. */
    public synchronized long lost() {
        return lost;
    }

    private void add(UsageLine line, Use use) {
        UsageLine merged = new UsageLine(line.account(), OTHER_MODELS, line.hour());
        if (open.containsKey(line) || open.size() < max) {
            open.merge(line, use, Use::plus);
        } else if (open.containsKey(merged) || open.size() < 2 * max) {
            open.merge(merged, use, Use::plus);
        } else {
            lost++;
        }
    }
}
