package dev.parley.router;

import dev.parley.router.model.ModelName;
import dev.parley.router.price.Price;
import dev.parley.router.price.Prices;
import dev.parley.router.registry.LocalCopy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What models cost, of settings and of what is kept. */
@Dependent
final class PriceBeans {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    @Produces
    @Singleton
    Prices prices(PriceConfig config, LocalCopy<List<Price>> kept) {
        if (!CURRENCY.matcher(config.currency()).matches()) {
            throw new IllegalArgumentException(
                    "router.prices.currency: " + config.currency() + " (expected: three letters, as USD)");
        }
        List<Price> configured =
                config.models().entrySet().stream().map(PriceBeans::price).toList();
        return new Prices(config.currency(), configured, kept);
    }

    private static Price price(Map.Entry<String, PriceConfig.Tokens> setting) {
        ModelName model = ModelName.parse(setting.getKey())
                .orElseThrow(() -> new IllegalArgumentException(
                        "router.prices.models: " + setting.getKey() + " (expected: a model's name)"));
        try {
            return new Price(
                    model, setting.getValue().input(), setting.getValue().output());
        } catch (IllegalArgumentException outside) {
            throw new IllegalArgumentException(
                    "router.prices.models.\"" + setting.getKey() + "\"." + outside.getMessage(), outside);
        }
    }
}
