package dev.parley.router.metrics;

import dev.parley.router.cache.CacheNotes;
import dev.parley.router.cache.CachedAnswers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What is counted of answers given as before: {@code parley_router_cache_*}. All labels come from fixed sets. */
public final class CacheMeters implements CacheNotes {

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);
    private final Map<Fate, Counter> answers = new EnumMap<>(Fate.class);
    private final Counter answered;
    private final Counter unanswered;
    private final BooleanSupplier storeIsThere;

    /** @param storeIsThere whether answers can be found and kept */
    public CacheMeters(MeterRegistry registry, BooleanSupplier storeIsThere) {
        this.registry = registry;
        for (Outcome outcome : Outcome.values()) {
            requests.put(outcome, registry.counter("parley.router.cache.requests", "outcome", lower(outcome)));
        }
        for (Fate fate : Fate.values()) {
            answers.put(fate, registry.counter("parley.router.cache.answers", "fate", lower(fate)));
        }
        this.answered = registry.counter("parley.router.cache.lookups", "outcome", "answered");
        this.unanswered = registry.counter("parley.router.cache.lookups", "outcome", "unanswered");
        this.storeIsThere = storeIsThere;
    }

    /** Measures what is under way. */
    public void watch(CachedAnswers cached) {
        registry.gauge("parley.router.cache.flights", cached, CachedAnswers::flights);
        registry.gauge("parley.router.cache.listeners", cached, CachedAnswers::listeners);
        registry.gauge("parley.router.cache.held.bytes", cached, CachedAnswers::held);
        registry.gauge("parley.router.cache.store.there", storeIsThere, store -> store.getAsBoolean() ? 1 : 0);
    }

    @Override
    public void asked(Outcome outcome) {
        Objects.requireNonNull(requests.get(outcome)).increment();
    }

    @Override
    public void looked(boolean found) {
        (found ? answered : unanswered).increment();
    }

    @Override
    public void ended(Fate fate) {
        Objects.requireNonNull(answers.get(fate)).increment();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
