package dev.parley.router;

import dev.parley.router.alias.Alias;
import dev.parley.router.alias.Aliases;
import dev.parley.router.alias.Readings;
import dev.parley.router.alias.Variant;
import dev.parley.router.alias.VariantCounts;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.model.TaskTypes;
import dev.parley.router.node.NodeDirectory;
import dev.parley.router.registry.LocalCopy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Aliases, of settings and of what is kept. Settings that cannot be meant are refused at start. */
@Dependent
final class AliasBeans {

    @Produces
    @Singleton
    Aliases aliases(AliasConfig config, LocalCopy<List<Alias>> kept) {
        List<Alias> configured = config.aliases().entrySet().stream()
                .map(setting -> alias(setting.getKey(), setting.getValue()))
                .toList();
        return new Aliases(configured, kept);
    }

    @Produces
    @Singleton
    Readings readings(Aliases aliases, AliasConfig config, TaskTypes tasks, NodeDirectory nodes) {
        Predicate<ModelName> isModel = name -> nodes.all().stream()
                .anyMatch(view ->
                        view.node().decides() && view.catalogue().models().containsKey(name));
        return new Readings(aliases, preferred(config.preferred(), tasks), isModel);
    }

    @Produces
    @Singleton
    VariantCounts counts(Clock clock) {
        return new VariantCounts(clock.instant());
    }

    private static Map<String, ModelTarget.Named> preferred(Map<String, String> settings, TaskTypes tasks) {
        Map<String, ModelTarget.Named> preferred = new HashMap<>();
        settings.forEach((choice, model) -> {
            if (!(ModelTarget.parse(choice, tasks).orElse(null) instanceof ModelTarget.ByCapability)) {
                throw new IllegalArgumentException("router.preferred: " + choice + " (expected: auto or task:<type>)");
            }
            preferred.put(choice.toLowerCase(Locale.ROOT), model("router.preferred.\"" + choice + "\"", model));
        });
        return preferred;
    }

    private static Alias alias(String name, AliasConfig.Alias setting) {
        String where = "router.aliases.\"" + name + "\"";
        ModelName parsed = Alias.parse(name)
                .orElseThrow(() -> new IllegalArgumentException(where + " (expected: a name as coder or coder:next)"));
        try {
            return new Alias(
                    parsed,
                    name,
                    setting.variants().stream()
                            .map(variant -> new Variant(model(where, variant.model()), variant.weight()))
                            .toList(),
                    setting.fallbacks().orElse(List.of()).stream()
                            .map(model -> model(where, model))
                            .toList(),
                    setting.shadow());
        } catch (IllegalArgumentException outside) {
            throw new IllegalArgumentException(where + ": " + outside.getMessage(), outside);
        }
    }

    private static ModelTarget.Named model(String where, String written) {
        return ModelName.parse(written.strip())
                .map(name -> new ModelTarget.Named(written.strip(), name))
                .orElseThrow(() -> new IllegalArgumentException(where + ": " + written + " (expected: a model)"));
    }
}
