package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A name that stands for models.
 *
 * @param name as it was given
 * @param shadow whether it takes the place of a model of its name
 * @param hidden whether a model of its name is meant in its stead, which a node has got since
 * @param configured whether it stands in the routers' settings, and no administrator says otherwise
 */
public record AliasReport(
        @JsonProperty("name") String name,
        @JsonProperty("variants") List<VariantReport> variants,
        @JsonProperty("fallbacks") List<String> fallbacks,
        @JsonProperty("shadow") boolean shadow,
        @JsonProperty("hidden") boolean hidden,
        @JsonProperty("configured") boolean configured) {}
