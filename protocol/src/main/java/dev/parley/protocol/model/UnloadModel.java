package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Take a model out of every memory that it is in. */
public record UnloadModel(@JsonProperty("model") @Nullable String model) {}
