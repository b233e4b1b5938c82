package dev.parley.router.alias;

import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.registry.LocalCopy;
import dev.parley.router.registry.WholeStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Aliases that a test says, kept nowhere else. */
public final class AliasesInMemory implements WholeStore<List<Alias>> {

    private List<Alias> all = List.of();

    /** What a model stands for where there are no aliases. */
    public static Readings none() {
        return new Readings(of(List.of()), Map.of(), name -> false);
    }

    static Aliases of(List<Alias> configured) {
        return new Aliases(configured, new LocalCopy<>(new AliasesInMemory(), List.of()));
    }

    static ModelTarget.Named model(String name) {
        return new ModelTarget.Named(name, ModelName.parse(name).orElseThrow());
    }

    /** @param variants as {@code model=weight} */
    static Alias alias(String name, String... variants) {
        return new Alias(Alias.parse(name).orElseThrow(), name, weighed(variants), List.of(), false);
    }

    static List<Variant> weighed(String... variants) {
        return List.of(variants).stream()
                .map(variant -> variant.split("="))
                .map(parts -> new Variant(model(parts[0]), Integer.parseInt(parts[1])))
                .toList();
    }

    @Override
    public CompletionStage<List<Alias>> read() {
        return CompletableFuture.completedFuture(all);
    }

    @Override
    public CompletionStage<Void> replace(List<Alias> whole, String by) {
        all = whole;
        return CompletableFuture.completedFuture(null);
    }
}
