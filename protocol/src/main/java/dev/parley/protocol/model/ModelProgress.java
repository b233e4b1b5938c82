package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a model is on its way into memories: many of these, then one with {@code success} or an error. Shaped as Ollama's
 * own progress of a pull.
 *
 * @param status what the slowest node does; null in an error
 * @param digest of the layer that is being fetched; null where it is none
 * @param total bytes of the layer
 * @param completed of them on the slowest node
 * @param nodes that have it in memory now; only with {@code success}
 * @param error which nodes failed and why; the last of all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelProgress(
        @JsonProperty("status") @Nullable String status,
        @JsonProperty("digest") @Nullable String digest,
        @JsonProperty("total") @Nullable Long total,
        @JsonProperty("completed") @Nullable Long completed,
        @JsonProperty("nodes") @Nullable List<String> nodes,
        @JsonProperty("error") @Nullable String error) {

    /** Something is being done. */
    public static ModelProgress of(String status) {
        return new ModelProgress(status, null, null, null, null, null);
    }

    /** A layer is being fetched. */
    public static ModelProgress layer(String status, String digest, long total, long completed) {
        return new ModelProgress(status, digest, total, completed, null, null);
    }

    /** It is in memory on these nodes. */
    public static ModelProgress success(List<String> nodes) {
        return new ModelProgress("success", null, null, null, nodes, null);
    }

    /** Not all of it was done. */
    public static ModelProgress failed(String error) {
        return new ModelProgress(null, null, null, null, null, error);
    }
}
