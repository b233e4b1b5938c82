package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** {@code GET /internal/nodes}: every node, by name. */
public record NodeReports(@JsonProperty("nodes") List<NodeReport> nodes) {}
