package dev.parley.protocol.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as an administrator describes it: {@code POST /internal/nodes} adds one, {@code PATCH /internal/nodes/{name}} changes
 * the fields that are there.
 *
 * @param name required when it is added, else absent; 1..63 of a-z, 0-9, dot, dash and underscore
 * @param url {@code http://host:port} or {@code https}, required when it is added; a trailing {@code /v1} is taken off
 * @param kind {@code ollama} if absent; cannot be changed
 * @param model what it is meant to serve where a request leaves the choice to the router; empty for none
 * @param capabilities at most 32 words
 * @param maxConcurrent how many requests it may hold, 1..10,000; the router's default if never said
 * @param maxPerModel how many of them for one model; as many if never said
 * @param key what the node wants to hear as {@code Authorization: Bearer}; empty for nothing any more. Only ever written: no
 *     answer tells it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeRequest(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("url") @Nullable String url,
        @JsonProperty("kind") @Nullable NodeKind kind,
        @JsonProperty("model") @Nullable String model,
        @JsonProperty("capabilities") @Nullable List<String> capabilities,
        @JsonProperty("max_concurrent") @Nullable Integer maxConcurrent,
        @JsonProperty("max_concurrent_per_model") @Nullable Integer maxPerModel,
        @JsonProperty("key") @Nullable String key) {

    /** Without the key. */
    @Override
    public String toString() {
        return "NodeRequest[name=%s, url=%s, kind=%s]".formatted(name, url, kind);
    }
}
