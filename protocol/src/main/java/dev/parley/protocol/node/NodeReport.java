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
 * @param url its address; told to admins only, null for others
 * @param origin where its description comes from
 * @param tenant whose tunnel it came through; told to admins only, null for nodes that are nobody's
 * @param shared whether a tunnelled node serves every tenant; null for nodes that are nobody's
 * @param state where it stands
 * @param drained whether an operator took it out
 * @param unroutable why it is given no new requests at all; null if it is
 * @param reason what happened last, where it is not well
 * @param model what it is meant to serve where a request leaves the choice to the router
 * @param maxConcurrent the cap on requests in flight, all models
 * @param maxPerModel of one model
 * @param inFlight requests of this router process on it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeReport(
        @JsonProperty("name") String name,
        @JsonProperty("url") @Nullable String url,
        @JsonProperty("kind") NodeKind kind,
        @JsonProperty("source") NodeOrigin origin,
        @JsonProperty("tenant") @Nullable String tenant,
        @JsonProperty("shared") @Nullable Boolean shared,
        @JsonProperty("state") NodeCondition state,
        @JsonProperty("drained") boolean drained,
        @JsonProperty("unroutable") @Nullable Unroutable unroutable,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("since") Instant since,
        @JsonProperty("version") @Nullable String version,
        @JsonProperty("capabilities") List<String> capabilities,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("models") List<NodeModel> models,
        @JsonProperty("max_concurrent") int maxConcurrent,
        @JsonProperty("max_concurrent_per_model") int maxPerModel,
        @JsonProperty("in_flight") int inFlight) {}
