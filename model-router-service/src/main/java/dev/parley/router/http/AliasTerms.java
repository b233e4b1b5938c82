package dev.parley.router.http;

import dev.parley.protocol.model.NewAlias;
import dev.parley.protocol.model.NewVariant;
import dev.parley.protocol.model.SetExperiments;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.router.alias.Alias;
import dev.parley.router.alias.Aliases;
import dev.parley.router.alias.Variant;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.transport.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what names are to stand for; what is wrong is refused by its field.
 *
 * @param configured aliases of the settings, which stay where no other of the name is set
 * @param isHidden whether a model of an alias's name would be meant in its stead
 */
record AliasTerms(List<Alias> configured, Predicate<Alias> isHidden) {

    private static final String A_MODEL = "a model's name";

    List<Alias> aliases(SetExperiments request) {
        List<NewAlias> wanted = request.aliases();
        if (wanted == null || wanted.size() > Aliases.MOST) {
            throw invalid("aliases: a list (expected: at most " + Aliases.MOST + ")", "aliases");
        }
        List<NewAlias> given = wanted.stream().map(AliasTerms::present).toList();
        Set<ModelName> names = names(given);
        Set<ModelName> all = new HashSet<>(names);
        configured.forEach(alias -> all.add(alias.name()));
        return IntStream.range(0, given.size())
                .mapToObj(i -> alias(given.get(i), all, "aliases[" + i + "]"))
                .toList();
    }

    /** What is null in a list lacks everything. */
    private static NewAlias present(@Nullable NewAlias one) {
        return one == null ? new NewAlias(null, null, null, null) : one;
    }

    private static Set<ModelName> names(List<NewAlias> wanted) {
        Set<ModelName> names = new HashSet<>();
        for (int i = 0; i < wanted.size(); i++) {
            String field = "aliases[" + i + "].name";
            ModelName name = name(wanted.get(i).name(), field);
            if (!names.add(name)) {
                throw invalid("name: " + name + " (expected: each name once)", field);
            }
        }
        return names;
    }

    private static ModelName name(@Nullable String written, String field) {
        return Optional.ofNullable(written)
                .flatMap(Alias::parse)
                .orElseThrow(() -> invalid(
                        "name: " + written + " (expected: as coder or coder:next, not auto, task or a cloud model's)",
                        field));
    }

    private Alias alias(NewAlias wanted, Set<ModelName> names, String field) {
        String written = String.valueOf(wanted.name());
        ModelName name = name(wanted.name(), field + ".name");
        boolean shadow = Boolean.TRUE.equals(wanted.shadow());
        Models models = new Models(name, names, new HashSet<>());
        Alias alias = new Alias(
                name,
                written,
                variants(wanted.variants(), models, field + ".variants"),
                fallbacks(wanted.fallbacks(), models, field + ".fallbacks"),
                shadow);
        if (isHidden.test(alias)) {
            throw new ProblemException(
                    ProblemCode.ALIAS_SHADOWS,
                    "name: a node has the model " + name + " (expected: shadow true to take its place)",
                    field + ".name");
        }
        return alias;
    }

    private static List<Variant> variants(@Nullable List<NewVariant> wanted, Models models, String field) {
        if (wanted == null || wanted.isEmpty() || wanted.size() > Alias.MOST_VARIANTS) {
            throw invalid("variants: a list (expected: 1 to " + Alias.MOST_VARIANTS + ")", field);
        }
        List<Variant> variants = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            String each = field + "[" + i + "].";
            NewVariant variant = Optional.ofNullable(wanted.get(i)).orElse(new NewVariant(null, null));
            int weight = Optional.ofNullable(variant.weight()).orElse(1);
            if (weight < 1 || weight > Variant.HEAVIEST) {
                throw invalid("weight: " + weight + " (expected: 1 to " + Variant.HEAVIEST + ")", each + "weight");
            }
            variants.add(new Variant(models.read(variant.model(), each + "model"), weight));
        }
        return variants;
    }

    private static List<ModelTarget.Named> fallbacks(@Nullable List<String> wanted, Models models, String field) {
        List<String> given = Optional.ofNullable(wanted).orElse(List.of());
        if (given.size() > Alias.MOST_FALLBACKS) {
            throw invalid("fallbacks: " + given.size() + " (expected: at most " + Alias.MOST_FALLBACKS + ")", field);
        }
        return IntStream.range(0, given.size())
                .mapToObj(i -> models.read(given.get(i), field + "[" + i + "]"))
                .toList();
    }

    /**
     * The models of one alias.
     *
     * @param of its name: with {@code shadow} the model of its own name may be one of them
     * @param aliases all names that are none of models
     */
    private record Models(ModelName of, Set<ModelName> aliases, Set<ModelName> seen) {

        ModelTarget.Named read(@Nullable String written, String field) {
            ModelName name = Optional.ofNullable(written)
                    .flatMap(ModelName::parse)
                    .orElseThrow(() -> invalid("model: " + written + " (expected: " + A_MODEL + ")", field));
            if (aliases.contains(name) && !name.equals(of)) {
                throw invalid("model: " + written + " (expected: " + A_MODEL + ", no other alias)", field);
            }
            if (!seen.add(name)) {
                throw invalid("model: " + written + " (expected: each model once)", field);
            }
            return new ModelTarget.Named(String.valueOf(written), name);
        }
    }

    private static ProblemException invalid(String detail, String field) {
        return new ProblemException(ProblemCode.INVALID_FIELD, detail, field);
    }
}
