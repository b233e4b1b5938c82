package dev.parley.orchestrator.conversation;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prices a cost budget was agreed at. They hold for the conversation's whole life, so that every process counts the same,
 * also while the router is away.
 *
 * @param models by name, with its tag
 * @param dearest what a model that is not listed is taken to cost: the most that any does
 */
public record PriceSheet(Map<String, TokenPrice> models, TokenPrice dearest) {

    public PriceSheet {
        models = Map.copyOf(models);
    }

    /** Of this model, or of the dearest where the model is not known or not listed. */
    public TokenPrice of(@Nullable String model) {
        return model == null ? dearest : models.getOrDefault(tagged(model), dearest);
    }

    /** The name as prices have it: in lower case, and a model without a tag is its latest. */
    public static String tagged(String model) {
        String lower = model.toLowerCase(Locale.ROOT);
        return lower.indexOf(':', lower.lastIndexOf('/') + 1) < 0 ? lower + ":latest" : lower;
    }
}
