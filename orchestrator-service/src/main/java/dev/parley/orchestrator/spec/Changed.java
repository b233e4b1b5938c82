package dev.parley.orchestrator.spec;

import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.StartConversation;
import org.jspecify.annotations.Nullable;

/** The wish behind a conversation, so that it can be wished again with changes. */
public final class Changed {

    private Changed() {}

    /**
     * What would start the same conversation, but for what is given.
     *
     * @param budget of the conversation; null if it is unlimited
     * @param changes what is different; null for nothing
     */
    public static StartConversation wish(
            ConversationSpec spec, int rounds, @Nullable Budget budget, @Nullable StartConversation changes) {
        StartConversation change = changes == null
                ? new StartConversation(null, null, null, null, null, null, null, null, null, null, null, null)
                : changes;
        return new StartConversation(
                or(change.subject(), spec.subject()),
                or(
                        change.machines(),
                        spec.speakers().stream().map(Changed::machine).toList()),
                or(change.numRounds(), rounds),
                or(change.pauseSeconds(), spec.pauseSeconds()),
                or(change.historyLimit(), spec.historyLimit()),
                or(change.language(), spec.language()),
                or(change.mode(), spec.mode()),
                change.compat() == null ? spec.compat() : change.compat(),
                or(change.autoRun(), spec.autoRun()),
                or(change.ideasInPrompt(), spec.ideasInPrompt()),
                change.stop() == null ? spec.stop() : change.stop(),
                change.budget() == null ? budget : change.budget());
    }

    private static Machine machine(Speaker speaker) {
        var agent = speaker.agent();
        return new Machine(
                null,
                null,
                null,
                agent.node(),
                agent.model(),
                agent.role(),
                agent.maxTokens(),
                agent.timeout(),
                agent.temperature(),
                agent.think(),
                speaker.system(),
                agent.onFailure());
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
