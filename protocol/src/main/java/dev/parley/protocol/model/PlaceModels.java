package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All wishes for models, in place of those before. @param placements at most 256, each model once */
public record PlaceModels(
        @JsonProperty("placements") @Nullable List<ModelPlacement> placements) {}
