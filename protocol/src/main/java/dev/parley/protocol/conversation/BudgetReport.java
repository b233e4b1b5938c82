package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a conversation stands with its budget. It is counted from the start, or from when it was continued after it had been
 * spent.
 *
 * @param limit as agreed
 * @param spent of each that is limited
 * @param left of each that is limited; never below 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BudgetReport(
        @JsonProperty("limit") Budget limit,
        @JsonProperty("spent") Budget spent,
        @JsonProperty("left") Budget left) {}
