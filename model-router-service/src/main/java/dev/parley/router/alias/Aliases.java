package dev.parley.router.alias;

import dev.parley.router.model.ModelName;
import dev.parley.router.registry.LocalCopy;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * All aliases: those that administrators keep, and of other names those of the settings. Models behind an alias are always
 * meant as models, so no alias leads to another, whatever their names. For any thread.
 */
public final class Aliases {

    /** Every router looks at the whole table for every list of models. */
    public static final int MOST = 256;

    private final Map<ModelName, Alias> configured;
    private final LocalCopy<List<Alias>> kept;

    /** The last that was put together, and of what. */
    private volatile Table table;

    private record Table(List<Alias> of, Map<ModelName, Alias> byName, List<Alias> sorted) {}

    public Aliases(List<Alias> configured, LocalCopy<List<Alias>> kept) {
        this.configured = byName(configured);
        this.kept = kept;
        this.table = table(kept.value());
    }

    /** What a name stands for, if it is an alias. */
    public Optional<Alias> find(ModelName name) {
        return Optional.ofNullable(table().byName().get(name));
    }

    /** All of them, by name. */
    public List<Alias> all() {
        return table().sorted();
    }

    /** Those of the settings. */
    public List<Alias> configured() {
        return List.copyOf(configured.values());
    }

    /** Whether the settings say it, and no administrator says otherwise. */
    public boolean isConfigured(Alias alias) {
        return alias.equals(configured.get(alias.name())) && !kept.value().contains(alias);
    }

    /** Whether what administrators keep could be read lately; if not, it is as it was last known and cannot be changed. */
    public boolean isCurrent() {
        return kept.isCurrent();
    }

    /** These in place of all that administrators kept before. Fails when they cannot be kept. */
    public CompletionStage<Void> replace(List<Alias> aliases, String by) {
        return kept.replace(List.copyOf(aliases), by);
    }

    private Table table() {
        Table now = table;
        List<Alias> latest = kept.value();
        if (now.of() != latest) {
            now = table(latest);
            table = now;
        }
        return now;
    }

    private Table table(List<Alias> latest) {
        Map<ModelName, Alias> byName = new LinkedHashMap<>(configured);
        byName.putAll(byName(latest));
        List<Alias> sorted = byName.values().stream()
                .sorted(Comparator.comparing(alias -> alias.name().display()))
                .toList();
        return new Table(latest, Map.copyOf(byName), sorted);
    }

    private static Map<ModelName, Alias> byName(List<Alias> aliases) {
        Map<ModelName, Alias> byName = new LinkedHashMap<>();
        aliases.forEach(alias -> byName.put(alias.name(), alias));
        return byName;
    }
}
