package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that shall stand for models.
 *
 * @param name a model's without host and namespace; not {@code auto}, {@code task:...} or a cloud model's
 * @param variants 1 to 16, each model once, none of them another alias
 * @param fallbacks models that stand in for them, in this order, at most 8; none if absent
 * @param shadow whether it takes the place of a model of its name; false if absent, then there must be none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewAlias(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("variants") @Nullable List<NewVariant> variants,
        @JsonProperty("fallbacks") @Nullable List<String> fallbacks,
        @JsonProperty("shadow") @Nullable Boolean shadow) {}
