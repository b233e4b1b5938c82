package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as the router sees it.
 *
 * @param name unique, never an address
 * @param url its address; told only inside and to admins
 * @param state where it stands
 * @param reason why, where it is not ready
 * @param maxConcurrent the cap on requests in flight, all models
 * @param inFlight requests of this router process on it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeReport(
        @JsonProperty("name") String name,
        @JsonProperty("url") String url,
        @JsonProperty("kind") NodeKind kind,
        @JsonProperty("state") NodeCondition state,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("since") Instant since,
        @JsonProperty("version") @Nullable String version,
        @JsonProperty("capabilities") List<String> capabilities,
        @JsonProperty("models") List<NodeModel> models,
        @JsonProperty("max_concurrent") int maxConcurrent,
        @JsonProperty("in_flight") int inFlight) {}
