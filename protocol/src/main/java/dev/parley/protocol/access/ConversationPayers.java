package dev.parley.protocol.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Who pays for conversations that run: {@code GET /internal/payers} of the orchestrator, by which the gateway keeps their
 * budgets.
 *
 * @param payers each of them once, in no order
 */
public record ConversationPayers(@JsonProperty("payers") List<ConversationPayer> payers) {

    /**
     * Somebody who pays.
     *
     * @param key the public id of a key, or of a bearer of tokens
     */
    public record ConversationPayer(
            @JsonProperty("tenant") String tenant,
            @JsonProperty("key") String key) {}
}
