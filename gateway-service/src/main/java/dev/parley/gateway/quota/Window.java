package dev.parley.gateway.quota;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was used in the latest minute, in buckets of one second. A bucket counts as a whole until its last entry is 60 s old:
 * so no 60 s ever hold more than was allowed, and what is alone in its second is free again after exactly 60 s.
 *
 * <p>Times are in milliseconds since 1970 and should not go back; where a clock was set back, what is noted then is taken
 * to be of the newest known time, and what lies more than a minute ahead is forgotten. {@code window.lua} does the same
 * for all replicas, and a test plays the same histories to both.
 */
final class Window {

    static final long MINUTE = 60_000;

    private static final class Bucket {
        final long second;
        long amount;
        long last;

        Bucket(long second) {
            this.second = second;
        }
    }

    private final Deque<Bucket> buckets = new ArrayDeque<>();
    private long used;

    /** Forgets what no longer counts and answers the time to go on with. */
    long at(long clock) {
        if (!buckets.isEmpty() && buckets.getLast().last > clock + MINUTE) {
            buckets.clear();
            used = 0;
        }
        long now = buckets.isEmpty() ? clock : Math.max(clock, buckets.getLast().last);
        while (!buckets.isEmpty() && buckets.getFirst().last + MINUTE <= now) {
            used -= buckets.removeFirst().amount;
        }
        return now;
    }

    long used() {
        return used;
    }

    /** How long until {@code amount} more is within the limit: 0 if it is now, or if it never will be. */
    long waitFor(long amount, long limit, long now) {
        long excess = used + amount - limit;
        for (Bucket bucket : buckets) {
            if (excess <= 0) {
                break;
            }
            excess -= bucket.amount;
            if (excess <= 0) {
                return bucket.last + MINUTE - now;
            }
        }
        return 0;
    }

    /** How long until nothing of it counts any more. */
    long reset(long now) {
        return buckets.isEmpty() ? 0 : buckets.getLast().last + MINUTE - now;
    }

    /** Notes an amount and answers the bucket it is in. */
    long add(long amount, long now) {
        long second = now / 1000;
        if (buckets.isEmpty() || buckets.getLast().second != second) {
            buckets.addLast(new Bucket(second));
        }
        Bucket newest = buckets.getLast();
        newest.amount += amount;
        newest.last = now;
        used += amount;
        return second;
    }

    /** Replaces what was noted: what was too much is given back if it still counts, what was too little is used now. */
    void correct(long second, long noted, long took, long now) {
        if (took > noted) {
            add(took - noted, now);
        } else if (took < noted) {
            takeBack(noted - took, second);
        }
    }

    private void takeBack(long amount, long second) {
        for (Bucket bucket : buckets) {
            if (bucket.second == second) {
                long given = Math.min(amount, bucket.amount);
                bucket.amount -= given;
                used -= given;
            }
        }
    }

    boolean isEmpty() {
        return buckets.isEmpty();
    }
}
