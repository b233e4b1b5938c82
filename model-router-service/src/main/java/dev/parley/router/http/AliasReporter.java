package dev.parley.router.http;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.model.AliasReport;
import dev.parley.protocol.model.ExperimentReports;
import dev.parley.protocol.model.VariantReport;
import dev.parley.router.alias.Alias;
import dev.parley.router.alias.Aliases;
import dev.parley.router.alias.Readings;
import dev.parley.router.alias.Variant;
import dev.parley.router.alias.VariantCounts;
import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.selection.Choice;
import dev.parley.router.selection.Demand;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of aliases as administrators see them. */
@Singleton
class AliasReporter {

    private final Aliases aliases;
    private final Readings readings;
    private final VariantCounts counts;
    private final Choice choice;

    AliasReporter(Aliases aliases, Readings readings, VariantCounts counts, Choice choice) {
        this.aliases = aliases;
        this.readings = readings;
        this.counts = counts;
        this.choice = choice;
    }

    ExperimentReports all(Caller by) {
        return new ExperimentReports(
                aliases.isCurrent(),
                counts.since(),
                1,
                aliases.all().stream().map(alias -> report(alias, by)).toList());
    }

    private AliasReport report(Alias alias, Caller by) {
        return new AliasReport(
                alias.written(),
                alias.variants().stream()
                        .map(variant -> report(alias, variant, by))
                        .toList(),
                alias.fallbacks().stream().map(ModelTarget.Named::written).toList(),
                alias.shadow(),
                readings.isHidden(alias),
                aliases.isConfigured(alias));
    }

    private VariantReport report(Alias alias, Variant variant, Caller by) {
        VariantCounts.Count count = counts.of(alias.name(), variant.model().name());
        return new VariantReport(
                variant.model().written(),
                variant.weight(),
                isRoutable(variant.model(), by),
                count.requests(),
                count.passedOver(),
                count.errors(),
                count.promptTokens(),
                count.tokens(),
                count.answered(),
                mean(count.firstBytes(), count.answered()),
                mean(count.wholes(), count.answered()));
    }

    /** For whoever asks: other tenants may have nodes of their own. */
    private boolean isRoutable(ModelTarget.Named model, Caller by) {
        Demand demand =
                new Demand(model, Demand.Work.DESCRIBE, false, Optional.empty(), by.tenant(), AllowedModels.ALL);
        return !choice.candidates(demand, Set.of()).isEmpty();
    }

    private static @Nullable Long mean(Duration sum, long of) {
        return of == 0 ? null : sum.toMillis() / of;
    }
}
