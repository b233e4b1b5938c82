package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a model and how far it has come true.
 *
 * @param copies on how many nodes it is wanted
 * @param warm in the memory of how many
 * @param on nodes that have it and take work
 * @param warmOn those of them that have it in memory
 * @param underWay nodes that fetch or load it now, asked by the router that reports
 * @param problem why it is not as wished; null if it is, or is on its way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlacementReport(
        @JsonProperty("model") String model,
        @JsonProperty("copies") int copies,
        @JsonProperty("warm") int warm,
        @JsonProperty("on") List<String> on,
        @JsonProperty("warm_on") List<String> warmOn,
        @JsonProperty("under_way") List<String> underWay,
        @JsonProperty("problem") @Nullable String problem) {}
