package dev.parley.router.capacity;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A wish as tests put it together: {@code Asker.named("ann").of(ALPHA).patient(5)}. Counts how often it was asked. */
record Asker(
        Object kind,
        String wanted,
        CallerId caller,
        Priority priority,
        Duration patience,
        long bytes,
        Supplier<List<Offer>> offers,
        AtomicInteger asked)
        implements Wish {

    static Asker named(String key) {
        return new Asker(
                "anything",
                "llama3.2",
                new CallerId("house", key),
                Priority.NORMAL,
                Duration.ofSeconds(30),
                10,
                List::of,
                new AtomicInteger());
    }

    /** Requests of different tenants are of different kinds, whatever they ask for. */
    Asker ofTenant(String tenant) {
        return new Asker(tenant, wanted, new CallerId(tenant, caller.key()), priority, patience, bytes, offers, asked);
    }

    /** Warm places, best first. */
    Asker of(Place... places) {
        return offered(Arrays.stream(places).map(Asker::warm).toArray(Offer[]::new));
    }

    Asker offered(Offer... best) {
        List<Offer> list = List.of(best);
        return offered(list, () -> list);
    }

    Asker offered(Object kind, Supplier<List<Offer>> offers) {
        return new Asker(kind, wanted, caller, priority, patience, bytes, offers, asked);
    }

    Asker with(Priority other) {
        return new Asker(kind, wanted, caller, other, patience, bytes, offers, asked);
    }

    Asker patient(int seconds) {
        return new Asker(kind, wanted, caller, priority, Duration.ofSeconds(seconds), bytes, offers, asked);
    }

    Asker heavy(long other) {
        return new Asker(kind, wanted, caller, priority, patience, other, offers, asked);
    }

    Asker counting(AtomicInteger counter) {
        return new Asker(kind, wanted, caller, priority, patience, bytes, offers, counter);
    }

    @Override
    public List<Offer> places() {
        asked.incrementAndGet();
        return offers.get();
    }

    static Offer warm(Place place) {
        return new Offer(place, Warmth.WARM, Duration.ZERO);
    }

    static Offer cold(Place place, int start) {
        return new Offer(place, Warmth.COLD, Duration.ofSeconds(start));
    }
}
