package dev.parley.router.price;

import dev.parley.router.model.ModelName;
import dev.parley.router.registry.LocalCopy;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The prices of models: those that administrators set, and for other models those of the settings. For any thread. */
public final class Prices {

    private final String currency;
    private final List<Price> configured;
    private final LocalCopy<List<Price>> kept;

    /** @param currency of all of them */
    public Prices(String currency, List<Price> configured, LocalCopy<List<Price>> kept) {
        this.currency = currency;
        this.configured = List.copyOf(configured);
        this.kept = kept;
    }

    /** Of all of them, three letters. */
    public String currency() {
        return currency;
    }

    /** All that are known, by model. */
    public List<Price> all() {
        Map<ModelName, Price> byModel = new LinkedHashMap<>();
        configured.forEach(price -> byModel.put(price.model(), price));
        kept.value().forEach(price -> byModel.put(price.model(), price));
        return sorted(byModel.values());
    }

    /** These in place of all that administrators set before. Fails when they cannot be kept. */
    public CompletionStage<Void> replace(List<Price> prices, String by) {
        return kept.replace(List.copyOf(prices), by);
    }

    private static List<Price> sorted(Collection<Price> prices) {
        return prices.stream()
                .sorted(Comparator.comparing(price -> price.model().display()))
                .toList();
    }
}
