package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its reader sees it.
 *
 * @param stopReason why it ended; null while it has not
 * @param code what made it fail or wait, as in the error catalogue; null if nothing did
 * @param rounds finished rounds
 * @param numRounds planned rounds; 0 = until stopped
 * @param turns finished turns
 * @param tokens generated so far, all agents
 * @param newIdeas ideas nobody had before in this conversation
 * @param repeatedIdeas ideas somebody had had
 * @param stop the rules that end it early; null if there are none
 * @param budget null if it is unlimited
 * @param novelty null before the first full round
 * @param forecast null before the first answer, where nothing planned would end it, and once it has ended
 * @param forkedFrom null if it began by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Conversation(
        @JsonProperty("id") UUID id,
        @JsonProperty("status") ConversationStatus status,
        @JsonProperty("stop_reason") @Nullable StopReason stopReason,
        @JsonProperty("code") @Nullable String code,
        @JsonProperty("subject") String subject,
        @JsonProperty("machines") List<Agent> machines,
        @JsonProperty("rounds") int rounds,
        @JsonProperty("num_rounds") int numRounds,
        @JsonProperty("turns") int turns,
        @JsonProperty("tokens") long tokens,
        @JsonProperty("new_ideas") int newIdeas,
        @JsonProperty("repeated_ideas") int repeatedIdeas,
        @JsonProperty("pause_seconds") int pauseSeconds,
        @JsonProperty("history_limit") int historyLimit,
        @JsonProperty("language") Language language,
        @JsonProperty("mode") Mode mode,
        @JsonProperty("compat") @Nullable Compatibility compat,
        @JsonProperty("auto_run") boolean autoRun,
        @JsonProperty("stop") @Nullable StopRules stop,
        @JsonProperty("budget") @Nullable BudgetReport budget,
        @JsonProperty("novelty") @Nullable Novelty novelty,
        @JsonProperty("forecast") @Nullable Forecast forecast,
        @JsonProperty("forked_from") @Nullable ForkOrigin forkedFrom,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {}
