package dev.parley.router.alias;

import dev.parley.router.model.AllowedModels;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads what requests ask for: aliases become models, and {@code auto} and {@code task:<type>} what an operator prefers for them. */
public final class Readings {

    private final Aliases aliases;
    private final Map<String, ModelTarget.Named> preferred;
    private final Predicate<ModelName> isModel;

    /**
     * Who asks.
     *
     * @param allowed an alias that is among these may be used with all that it stands for, another only with those of its
     *     models that are
     * @param heaviest whether it asks about the model and not something of it: then nothing is drawn
     * @param key stands for what belongs together; asked for only where something is drawn
     */
    public record Asker(AllowedModels allowed, boolean heaviest, LongSupplier key) {

        /** One who is shown what there is. */
        public static Asker looking(AllowedModels allowed) {
            return new Asker(allowed, true, () -> 0);
        }
    }

    /**
     * @param preferred a model or an alias, by {@code auto} or {@code task:<type>} in lower case
     * @param isModel whether an operator's node has a model of this name
     */
    public Readings(Aliases aliases, Map<String, ModelTarget.Named> preferred, Predicate<ModelName> isModel) {
        this.aliases = aliases;
        this.preferred = Map.copyOf(preferred);
        this.isModel = isModel;
    }

    /** What this stands for. */
    public Reading read(ModelTarget asked, Asker by) {
        if (asked instanceof ModelTarget.Named named) {
            return named(named, by);
        }
        Reading first = Optional.ofNullable(preferred.get(asked.written().toLowerCase(Locale.ROOT)))
                .map(model -> named(model, by))
                .orElse(new Reading(List.of(), Optional.empty()));
        List<ModelTarget> all = new ArrayList<>(first.targets());
        all.add(asked);
        return new Reading(all, first.drawn());
    }

    private Reading named(ModelTarget.Named named, Asker by) {
        return find(named.name())
                .map(alias -> drawn(alias, by))
                .orElseGet(() ->
                        new Reading(by.allowed().mayAskFor(named) ? List.of(named) : List.of(), Optional.empty()));
    }

    private Reading drawn(Alias alias, Asker by) {
        List<ModelTarget.Named> order = by.heaviest()
                ? alias.models()
                : Stream.concat(Draw.order(alias, by.key().getAsLong()).stream(), alias.fallbacks().stream())
                        .toList();
        List<ModelTarget.Named> may = usable(alias, order, by.allowed());
        return new Reading(
                List.copyOf(may),
                may.stream().filter(first -> !by.heaviest()).findFirst().map(first -> new Drawn(alias, first.name())));
    }

    private static List<ModelTarget.Named> usable(Alias alias, List<ModelTarget.Named> models, AllowedModels allowed) {
        return allowed.include(alias.name())
                ? models
                : models.stream().filter(allowed::mayAskFor).toList();
    }

    /** The alias that is meant by this name: a model of the name comes first, unless the alias is to take its place. */
    public Optional<Alias> find(ModelName name) {
        return aliases.find(name).filter(alias -> !isHidden(alias));
    }

    /** Whether a model of its name is meant in its stead. */
    public boolean isHidden(Alias alias) {
        return !alias.shadow() && isModel.test(alias.name());
    }

    /** An alias that somebody may use. @param models that may answer for it, the heaviest first */
    public record Shown(ModelName name, List<ModelName> models) {}

    /** All aliases that somebody may use, by name. */
    public List<Shown> shown(AllowedModels allowed) {
        return aliases.all().stream()
                .filter(alias -> !isHidden(alias))
                .map(alias -> new Shown(
                        alias.name(),
                        usable(alias, alias.models(), allowed).stream()
                                .map(ModelTarget.Named::name)
                                .toList()))
                .filter(shown -> !shown.models().isEmpty())
                .toList();
    }
}
