package dev.parley.gateway.upstream;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.AliasReport;
import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.VariantReport;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Aliases and what came of them: every router counts what it had itself, and their counts are added up. */
@ApplicationScoped
public class RouterExperiments {

    private final RouterTables tables;
    private final RouterRelay routers;

    RouterExperiments(RouterTables tables, RouterRelay routers) {
        this.tables = tables;
        this.routers = routers;
    }

    /** Of all routers that can be reached; fails if none can, or one refuses. */
    public Uni<ExperimentReports> read(Caller caller) {
        List<Uni<Optional<ExperimentReports>>> asked = routers.bases().stream()
                .map(base -> tables.experiments(caller, base.toString())
                        .map(Optional::of)
                        .onFailure(away -> !(away instanceof ServiceRefusal))
                        .recoverWithItem(Optional.empty()))
                .toList();
        return Uni.join()
                .all(asked)
                .andFailFast()
                .map(reports -> reports.stream()
                        .flatMap(Optional::stream)
                        .reduce(RouterExperiments::together)
                        .orElseThrow(() -> new ProblemException(
                                ProblemCode.SERVICE_UNAVAILABLE, "the routers cannot be reached right now")));
    }

    /** As the first sees them: one that changes is seen everywhere within two seconds. */
    static ExperimentReports together(ExperimentReports one, ExperimentReports other) {
        Map<String, AliasReport> others = byKey(other.aliases(), AliasReport::name);
        return new ExperimentReports(
                one.current() && other.current(),
                one.since().isAfter(other.since()) ? one.since() : other.since(),
                one.routers() + other.routers(),
                one.aliases().stream()
                        .map(alias -> Optional.ofNullable(others.get(alias.name()))
                                .map(same -> together(alias, same))
                                .orElse(alias))
                        .toList());
    }

    private static AliasReport together(AliasReport one, AliasReport other) {
        Map<String, VariantReport> others = byKey(other.variants(), VariantReport::model);
        return new AliasReport(
                one.name(),
                one.variants().stream()
                        .map(variant -> Optional.ofNullable(others.get(variant.model()))
                                .map(same -> together(variant, same))
                                .orElse(variant))
                        .toList(),
                one.fallbacks(),
                one.shadow(),
                one.hidden(),
                one.configured());
    }

    private static VariantReport together(VariantReport one, VariantReport other) {
        return new VariantReport(
                one.model(),
                one.weight(),
                one.routable() || other.routable(),
                one.requests() + other.requests(),
                one.passedOver() + other.passedOver(),
                one.errors() + other.errors(),
                one.promptTokens() + other.promptTokens(),
                one.tokens() + other.tokens(),
                one.answered() + other.answered(),
                mean(one, other, VariantReport::firstByteMs),
                mean(one, other, VariantReport::durationMs));
    }

    private static @Nullable Long mean(
            VariantReport one, VariantReport other, Function<VariantReport, @Nullable Long> figure) {
        long answered = one.answered() + other.answered();
        long sum = Stream.of(one, other)
                .mapToLong(each -> Optional.ofNullable(figure.apply(each)).orElse(0L) * each.answered())
                .sum();
        return answered == 0 ? null : sum / answered;
    }

    private static <T> Map<String, T> byKey(Collection<T> all, Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        all.forEach(one -> byKey.put(key.apply(one), one));
        return byKey;
    }
}
