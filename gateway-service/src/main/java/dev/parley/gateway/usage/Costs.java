package dev.parley.gateway.usage;

import dev.parley.protocol.model.ModelPrice;
import dev.parley.protocol.model.PriceTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What use costs at the prices of a table. */
final class Costs {

    private static final String USUAL_TAG = ":latest";
    private static final int A_MILLION = 6;
    private static final int DECIMALS = 6;

    private final Map<String, ModelPrice> prices = new HashMap<>();
    private final Optional<PriceTable> table;

    Costs(Optional<PriceTable> table) {
        this.table = table;
        table.ifPresent(known -> known.prices().forEach(price -> prices.put(key(price.model()), price)));
    }

    /** What costs are told in; null where nothing is known of any. */
    @Nullable
    String currency() {
        return table.map(PriceTable::currency).orElse(null);
    }

    /** Rounded to the millionth; null for a model of which no price is known. */
    @Nullable
    BigDecimal of(String model, Use use) {
        ModelPrice price = prices.get(key(model));
        if (price == null) {
            return null;
        }
        BigDecimal cost = price.input()
                .multiply(BigDecimal.valueOf(use.promptTokens()))
                .add(price.output().multiply(BigDecimal.valueOf(use.tokens())))
                .movePointLeft(A_MILLION)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return cost.scale() < 0 ? cost.setScale(0) : cost;
    }

    /** Spellings of one model are one. */
    private static String key(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return name.indexOf(':', name.lastIndexOf('/') + 1) >= 0 ? name : name + USUAL_TAG;
    }
}
