package dev.parley.gateway.upstream;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The routers, and which of them a model belongs to: all gateways send a model to the same one, so that its queue is one
 * queue. A router with far more work than the others passes on to the next, and one that is away is tried again by a single
 * request now and then.
 */
final class RouterPool {

    /**
     * How far work may be uneven, and how long a router that is away rests.
     *
     * @param spread times the average that one router may have under way, more than 1
     * @param evenBelow so much one may have under way in any case: few requests are kept together
     * @param pause until a router that was away is tried again
     */
    record Bounds(double spread, int evenBelow, Duration pause) {}

    private final Bounds bounds;
    private final InstantSource clock;
    private volatile List<Member> members = List.of();

    RouterPool(Bounds bounds, InstantSource clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    /** From now on these are the routers; what is known of those that stay is kept. */
    void become(List<URI> bases) {
        Map<URI, Member> known = members.stream().collect(Collectors.toMap(Member::base, Function.identity()));
        members = bases.stream()
                .distinct()
                .map(base -> known.getOrDefault(base, new Member(base)))
                .toList();
    }

    /** All of them. */
    List<URI> bases() {
        return members.stream().map(Member::base).toList();
    }

    /** Whether there is a choice. */
    boolean areSeveral() {
        return members.size() > 1;
    }

    /** All routers, in the order in which they are to be asked for this model; those that are away last. */
    List<Member> order(String model) {
        List<Member> now = members;
        if (now.size() < 2) {
            return now;
        }
        List<Member> ranked = ranked(now, model);
        long most = most(now);
        List<Member> first = new ArrayList<>(ranked.size());
        List<Member> busy = new ArrayList<>();
        List<Member> away = new ArrayList<>();
        for (Member member : ranked) {
            if (!member.mayBeAsked(first.isEmpty())) {
                away.add(member);
            } else if (member.underWay.get() >= most) {
                busy.add(member);
            } else {
                first.add(member);
            }
        }
        busy.sort(Comparator.comparingInt(member -> member.underWay.get()));
        first.addAll(busy);
        first.addAll(away);
        return first;
    }

    private static List<Member> ranked(List<Member> members, String model) {
        record Weighed(Member member, long weight) {}
        return members.stream()
                .map(member -> new Weighed(member, Rendezvous.weight(member.name, model)))
                .sorted(Comparator.comparingLong(Weighed::weight).reversed())
                .map(Weighed::member)
                .toList();
    }

    private long most(List<Member> all) {
        long underWay = all.stream().mapToLong(member -> member.underWay.get()).sum();
        double even = (underWay + 1.0) / all.size();
        return Math.max(bounds.evenBelow(), (long) Math.ceil(bounds.spread() * even));
    }

    /** A router. Safe for many threads. */
    final class Member {

        private final URI base;
        private final String name;
        private final AtomicInteger underWay = new AtomicInteger();

        /** When it may be tried again; null while it is there. */
        private final AtomicReference<@Nullable Instant> restsUntil = new AtomicReference<>();

        Member(URI base) {
            this.base = base;
            this.name = base.getHost() + ":" + base.getPort();
        }

        URI base() {
            return base;
        }

        /** A request for it begins; it must be {@link #ended}. */
        void begun() {
            underWay.incrementAndGet();
        }

        void ended() {
            underWay.decrementAndGet();
        }

        /** It took a request. */
        void isThere() {
            restsUntil.set(null);
        }

        /** It did not, and rests. */
        void isAway() {
            restsUntil.set(clock.instant().plus(bounds.pause()));
        }

        /** After its rest the one who would ask it first tries; meanwhile it rests again for all others. */
        private boolean mayBeAsked(boolean first) {
            Instant until = restsUntil.get();
            if (until == null) {
                return true;
            }
            Instant now = clock.instant();
            return first && !now.isBefore(until) && restsUntil.compareAndSet(until, now.plus(bounds.pause()));
        }
    }
}
