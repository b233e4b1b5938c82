package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All prices that administrators set, in place of those before; settings hold where none of them does. What
 * {@link PriceTable} tells can be said again.
 *
 * @param currency if it is told, the one that the routers are set to
 * @param prices at most 1,000, each model once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SetPrices(
        @JsonProperty("currency") @Nullable String currency,
        @JsonProperty("prices") @Nullable List<NewPrice> prices) {}
