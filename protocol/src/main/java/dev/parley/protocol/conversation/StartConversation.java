package dev.parley.protocol.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/conversations/start}. Absent fields take the defaults named here; nothing is checked here, the
 * orchestrator says which field is wrong.
 *
 * @param subject what to talk about; required, 1..4,000 characters
 * @param machines the agents in speaking order; 2..16
 * @param numRounds 5 if absent; 0 = until stopped
 * @param pauseSeconds between rounds; 3 if absent
 * @param historyLimit how many messages of the shared history an agent is shown; 50 if absent
 * @param language en if absent; ro under {@code compat: "v4"}
 * @param mode rounds if absent
 * @param compat an earlier system to behave exactly like
 * @param autoRun whether it runs by itself; true if absent. If false, each round is asked for
 * @param ideasInPrompt last30 if absent
 * @param stop rules that end it early; none if absent
 * @param budget what it may take at most; unlimited if absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StartConversation(
        @JsonProperty("subject") @Nullable String subject,
        @JsonProperty("machines") @Nullable List<Machine> machines,
        @JsonProperty("num_rounds") @Nullable Integer numRounds,
        @JsonProperty("pause_seconds") @Nullable Integer pauseSeconds,
        @JsonProperty("history_limit") @Nullable Integer historyLimit,
        @JsonProperty("language") @Nullable Language language,
        @JsonProperty("mode") @Nullable Mode mode,
        @JsonProperty("compat") @Nullable Compatibility compat,
        @JsonProperty("auto_run") @Nullable Boolean autoRun,
        @JsonProperty("ideas_in_prompt") @Nullable IdeasInPrompt ideasInPrompt,
        @JsonProperty("stop") @Nullable StopRules stop,
        @JsonProperty("budget") @Nullable Budget budget) {}
