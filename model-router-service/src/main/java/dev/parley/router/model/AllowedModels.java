package dev.parley.router.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that a caller may use. A name without a tag is its {@code latest}, as everywhere; a name that ends in {@code *}
 * stands for all whose name, as clients know it, begins so.
 */
public sealed interface AllowedModels {

    /** Every model. */
    AllowedModels ALL = new Every();

    /** Whether this one is among them. */
    boolean include(ModelName model);

    /** Whether what is asked for may be: of a model that the router chooses itself, only allowed ones come into question. */
    default boolean mayAskFor(ModelTarget target) {
        return !(target instanceof ModelTarget.Named named) || include(named.name());
    }

    /** A caller's list; null for every model. */
    static AllowedModels of(@Nullable List<String> names) {
        if (names == null) {
            return ALL;
        }
        return new Listed(
                names.stream()
                        .filter(name -> !name.endsWith("*"))
                        .map(ModelName::parse)
                        .flatMap(Optional::stream)
                        .toList(),
                names.stream()
                        .filter(name -> name.endsWith("*"))
                        .map(name -> ModelName.withoutDefaults(name.substring(0, name.length() - 1)))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** No limits. */
    record Every() implements AllowedModels {

        @Override
        public boolean include(ModelName model) {
            return true;
        }
    }

    /**
     * Some.
     *
     * @param prefixes of names without what is default, lower case
     */
    record Listed(List<ModelName> names, List<String> prefixes) implements AllowedModels {

        @Override
        public boolean include(ModelName model) {
            String shown = model.display();
            return names.contains(model) || prefixes.stream().anyMatch(shown::startsWith);
        }
    }
}
