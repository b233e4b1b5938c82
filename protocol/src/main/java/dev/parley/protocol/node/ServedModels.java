package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** {@code GET /internal/served}: what the caller may use of what there is now, by node. */
public record ServedModels(@JsonProperty("models") List<ServedModel> models) {}
