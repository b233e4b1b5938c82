package dev.parley.orchestrator.spec;

import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Compatibility;
import dev.parley.protocol.conversation.ForkOrigin;
import dev.parley.protocol.conversation.IdeasInPrompt;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.StopRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is to be, checked and complete. Kept as it is for the conversation's whole life.
 *
 * @param speakers 2..16, in speaking order
 * @param numRounds 0..10,000; 0 = until stopped
 * @param pauseSeconds between rounds; 0..3,600
 * @param historyLimit how many messages of the shared history an agent is shown; 1..1,000
 * @param compat the first system's behaviour, exactly; null for our own
 * @param autoRun whether it runs by itself
 * @param stop the rules that end it early, complete; null if there are none
 * @param forkedFrom null if it began by itself
 */
public record ConversationSpec(
        String subject,
        List<Speaker> speakers,
        int numRounds,
        int pauseSeconds,
        int historyLimit,
        Language language,
        Mode mode,
        @Nullable Compatibility compat,
        boolean autoRun,
        IdeasInPrompt ideasInPrompt,
        @Nullable StopRules stop,
        @Nullable ForkOrigin forkedFrom) {

    /** One that began by itself and that nothing ends early. */
    public ConversationSpec(
            String subject,
            List<Speaker> speakers,
            int numRounds,
            int pauseSeconds,
            int historyLimit,
            Language language,
            Mode mode,
            @Nullable Compatibility compat,
            boolean autoRun,
            IdeasInPrompt ideasInPrompt) {
        this(
                subject,
                speakers,
                numRounds,
                pauseSeconds,
                historyLimit,
                language,
                mode,
                compat,
                autoRun,
                ideasInPrompt,
                null,
                null);
    }

    public ConversationSpec {
        speakers = List.copyOf(speakers);
    }

    /** The agents in speaking order. */
    public List<Agent> agents() {
        return speakers.stream().map(Speaker::agent).toList();
    }

    /** Whether everything is as in the first system. */
    public boolean likeV4() {
        return compat == Compatibility.V4;
    }

    ConversationSpec with(List<Speaker> others) {
        return new ConversationSpec(
                subject,
                others,
                numRounds,
                pauseSeconds,
                historyLimit,
                language,
                mode,
                compat,
                autoRun,
                ideasInPrompt,
                stop,
                forkedFrom);
    }

    /** The same with its origin. */
    public ConversationSpec forkedFrom(ForkOrigin origin) {
        return new ConversationSpec(
                subject,
                speakers,
                numRounds,
                pauseSeconds,
                historyLimit,
                language,
                mode,
                compat,
                autoRun,
                ideasInPrompt,
                stop,
                origin);
    }
}
