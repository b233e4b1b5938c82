package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How new the ideas of the latest full rounds were.
 *
 * @param rate 0..1, new ones of all; 0 if there were none at all
 * @param rounds how many full rounds were looked at: two, or fewer if there are not so many
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Novelty(
        @JsonProperty("rate") double rate,
        @JsonProperty("rounds") int rounds,
        @JsonProperty("new_ideas") int newIdeas,
        @JsonProperty("repeated_ideas") int repeatedIdeas) {}
