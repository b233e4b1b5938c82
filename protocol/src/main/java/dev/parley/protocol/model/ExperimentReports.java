package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * All aliases, by name.
 *
 * @param current whether the database was reached lately; if not, they are as they were last known and cannot be changed
 * @param since when the last of the routers that count began to
 * @param routers whose counts are told together
 */
public record ExperimentReports(
        @JsonProperty("current") boolean current,
        @JsonProperty("since") Instant since,
        @JsonProperty("routers") int routers,
        @JsonProperty("aliases") List<AliasReport> aliases) {}
