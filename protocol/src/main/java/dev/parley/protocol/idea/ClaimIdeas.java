package dev.parley.protocol.idea;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.protocol.conversation.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /internal/claims}: the ideas of one attempt's whole answer, provisionally. Repeating the same claim gives the
 * same verdicts. The tenant comes from the caller header.
 *
 * @param conversation whose registry is asked
 * @param fence the claimant's fence; a lower one than was seen before is refused with {@code stale-claim}
 * @param turn 1 is the first
 * @param attempt 1 is the first; claims of earlier attempts of the turn lapse
 * @param splitter how to cut the answer
 * @param text the answer, at most 1 MB
 * @param ideas that were found in it before, elsewhere: then it is not cut again; null if it is to be cut
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClaimIdeas(
        @JsonProperty("conversation") UUID conversation,
        @JsonProperty("fence") long fence,
        @JsonProperty("turn") int turn,
        @JsonProperty("attempt") int attempt,
        @JsonProperty("round") int round,
        @JsonProperty("agent") String agent,
        @JsonProperty("role") Role role,
        @JsonProperty("splitter") Splitter splitter,
        @JsonProperty("text") String text,
        @JsonProperty("ideas") @Nullable List<String> ideas) {}
