package dev.parley.protocol.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All aliases that administrators set, in place of those before; settings hold for names that none of them has.
 *
 * @param aliases at most 256, each name once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SetExperiments(
        @JsonProperty("aliases") @Nullable List<NewAlias> aliases) {}
