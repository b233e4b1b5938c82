package dev.parley.router.alias;

import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A name that clients may write for a model.
 *
 * @param written as it was given
 * @param variants each model once; one of them answers, by weight
 * @param fallbacks in this order, when none of the variants can
 * @param shadow whether it takes the place of a model of its name; else that model is meant where there is one
 */
public record Alias(
        ModelName name, String written, List<Variant> variants, List<ModelTarget.Named> fallbacks, boolean shadow) {

    /** More could not be told apart in any figures. */
    public static final int MOST_VARIANTS = 16;

    /** So many models are tried for one request at most. */
    public static final int MOST_FALLBACKS = 8;

    private static final Set<String> RESERVED = Set.of(ModelTarget.AUTO, "task");

    /** @throws IllegalArgumentException naming what is out of bounds */
    public Alias {
        variants = List.copyOf(variants);
        fallbacks = List.copyOf(fallbacks);
        require(
                !variants.isEmpty() && variants.size() <= MOST_VARIANTS,
                "variants: " + variants.size() + " (expected: 1 to " + MOST_VARIANTS + ")");
        require(
                fallbacks.size() <= MOST_FALLBACKS,
                "fallbacks: " + fallbacks.size() + " (expected: at most " + MOST_FALLBACKS + ")");
        long models = Stream.concat(variants.stream().map(Variant::model), fallbacks.stream())
                .map(ModelTarget.Named::name)
                .distinct()
                .count();
        require(
                models == variants.size() + fallbacks.size(),
                "variants and fallbacks: a model twice (expected: each once)");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Reads an alias's name: a model's without host and namespace, so that it never looks like one of elsewhere. */
    public static Optional<ModelName> parse(String written) {
        return ModelName.parse(written)
                .filter(name -> name.display().equals(name.model() + ":" + name.tag()))
                .filter(name -> !name.isCloud() && !RESERVED.contains(name.model()));
    }

    /** Every model that may answer for it: the heaviest first, fallbacks last. */
    public List<ModelTarget.Named> models() {
        return Stream.concat(
                        variants.stream()
                                .sorted(Comparator.comparingInt(Variant::weight).reversed())
                                .map(Variant::model),
                        fallbacks.stream())
                .toList();
    }

    /** Whether this model may answer for it. */
    public boolean standsFor(ModelName model) {
        return models().stream().anyMatch(one -> one.name().equals(model));
    }
}
