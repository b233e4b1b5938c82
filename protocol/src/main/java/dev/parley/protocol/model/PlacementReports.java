package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * All wishes for models, by model.
 *
 * @param current whether the database was reached lately; if not, they are as they were last known and cannot be changed
 */
public record PlacementReports(
        @JsonProperty("current") boolean current,
        @JsonProperty("placements") List<PlacementReport> placements) {}
