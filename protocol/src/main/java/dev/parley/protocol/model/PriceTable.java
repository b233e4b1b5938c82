package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What models cost. Of a model that is not in it nothing is known: it is not free.
 *
 * @param currency of all prices, three letters of ISO 4217
 * @param prices by model, each once, at most 2,000
 */
public record PriceTable(
        @JsonProperty("currency") String currency,
        @JsonProperty("prices") List<ModelPrice> prices) {}
