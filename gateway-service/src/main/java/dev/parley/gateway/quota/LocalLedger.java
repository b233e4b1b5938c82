package dev.parley.gateway.quota;

import java.time.Clock;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What accounts have used through this process alone. It is kept also while all replicas decide together, so that a process
 * that is suddenly alone does not begin with an empty minute.
 */
final class LocalLedger {

    private final Clock clock;
    private final int max;

    /** Least recently used first. */
    private final Map<Account, LocalAccount> accounts = new LinkedHashMap<>(16, 0.75f, true);

    /** @param max accounts that are remembered; beyond it those are forgotten that were used least recently */
    LocalLedger(Clock clock, int max) {
        this.clock = clock;
        this.max = max;
    }

    /** Decides by what this process knows, and notes what is admitted. */
    synchronized Decision admit(Claim claim) {
        return of(claim.account()).admit(claim, clock.millis(), month());
    }

    /** Notes what all replicas have admitted together. */
    synchronized void note(Claim claim, Decision shared) {
        of(claim.account()).note(claim, shared, clock.millis(), month());
    }

    /** Notes what a request took. */
    synchronized void settle(Settlement ended) {
        of(ended.claim().account()).settle(ended, clock.millis(), month());
    }

    synchronized int size() {
        return accounts.size();
    }

    private LocalAccount of(Account account) {
        LocalAccount found = accounts.computeIfAbsent(account, missing -> new LocalAccount());
        Iterator<LocalAccount> oldest = accounts.values().iterator();
        long now = clock.millis();
        while (oldest.hasNext() && accounts.size() > 1) {
            LocalAccount least = oldest.next();
            if (least == found || accounts.size() <= max && !least.isIdle(now)) {
                break;
            }
            oldest.remove();
        }
        return found;
    }

    private YearMonth month() {
        return YearMonth.now(clock);
    }
}
