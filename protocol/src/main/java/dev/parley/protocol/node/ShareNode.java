package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;

/** {@code POST /internal/nodes/{name}/share}: whether a tunnelled node serves every tenant or its own only. */
public record ShareNode(@JsonProperty("shared") boolean shared) {}
