package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key has used: {@code GET /api/usage}.
 *
 * @param key its public id
 * @param from the hour that holds it is counted as a whole
 * @param to not counted any more
 * @param models by model and source, models in alphabetical order
 * @param complete false while conversations cannot be asked about, and are therefore missing
 * @param currency of costs, three letters; null where prices cannot be asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageReport(
        @JsonProperty("key") String key,
        @JsonProperty("from") Instant from,
        @JsonProperty("to") Instant to,
        @JsonProperty("models") List<ModelUsage> models,
        @JsonProperty("complete") boolean complete,
        @JsonProperty("currency") @Nullable String currency) {}
