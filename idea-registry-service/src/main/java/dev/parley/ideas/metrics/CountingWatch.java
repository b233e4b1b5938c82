package dev.parley.ideas.metrics;

import dev.parley.ideas.claim.ClaimWatch;
import dev.parley.ideas.novelty.Finding;
import dev.parley.protocol.idea.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One counter per kind of happening: {@code parley_ideas_*}. */
@ApplicationScoped
class CountingWatch implements ClaimWatch {

    private final Counter recorded;
    private final Counter toldAgain;
    private final Counter refused;
    private final Counter lapsed;
    private final Map<Verdict, Counter> verdicts;
    private final Map<Verdict, Counter> corrections;

    CountingWatch(MeterRegistry meters) {
        this.recorded = claims(meters, "recorded");
        this.toldAgain = claims(meters, "repeated");
        this.refused = claims(meters, "refused");
        this.lapsed = claims(meters, "lapsed");
        this.verdicts = byVerdict(meters, "parley.ideas.verdicts", "Ideas by what was found when they were claimed");
        this.corrections = byVerdict(
                meters, "parley.ideas.corrections", "Ideas that were looked at again, by what was found then");
    }

    @Override
    public void recorded(List<Finding> findings) {
        recorded.increment();
        findings.forEach(finding -> counter(verdicts, finding.verdict()).increment());
    }

    @Override
    public void toldAgain() {
        toldAgain.increment();
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void lapsed() {
        lapsed.increment();
    }

    @Override
    public void corrected(Verdict verdict) {
        counter(corrections, verdict).increment();
    }

    private static Counter claims(MeterRegistry meters, String outcome) {
        return Counter.builder("parley.ideas.claims")
                .description("Claims by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    private static Map<Verdict, Counter> byVerdict(MeterRegistry meters, String name, String description) {
        return Stream.of(Verdict.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        verdict -> Counter.builder(name)
                                .description(description)
                                .tag("verdict", verdict.name().toLowerCase(Locale.ROOT))
                                .register(meters),
                        (one, other) -> one,
                        () -> new EnumMap<>(Verdict.class)));
    }

    private static Counter counter(Map<Verdict, Counter> counters, Verdict verdict) {
        return java.util.Objects.requireNonNull(counters.get(verdict));
    }
}
