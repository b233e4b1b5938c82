package dev.parley.orchestrator.fake;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Compatibility;
import dev.parley.protocol.conversation.IdeasInPrompt;
import dev.parley.protocol.conversation.Language;
import dev.parley.protocol.conversation.Mode;
import dev.parley.protocol.conversation.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Conversations to test with. */
public final class Specs {

    public static final Instant START = Instant.parse("2026-01-31T08:00:00Z");
    public static final Caller CALLER = Caller.of("local", "anonymous", Set.of(Scope.CONVERSATIONS, Scope.INFERENCE));
    public static final ConversationKey KEY =
            new ConversationKey("local", UUID.fromString("00000000-0000-4000-8000-000000000001"));

    private Specs() {}

    public static Speaker speaker(Role role, String node) {
        return speaker(role, node, null);
    }

    public static Speaker speaker(Role role, String node, String system) {
        return new Speaker(
                new Agent(role.name().toLowerCase(), role, "model-" + role.ordinal(), node, 700, 120, null, null, null),
                system);
    }

    public static ConversationSpec spec(int rounds, Speaker... speakers) {
        return new ConversationSpec(
                "frica de \"eșec\"",
                List.of(speakers),
                rounds,
                3,
                50,
                Language.EN,
                Mode.ROUNDS,
                null,
                true,
                IdeasInPrompt.LAST30,
                null,
                null);
    }

    public static ConversationSpec v4(Speaker... speakers) {
        return new ConversationSpec(
                "frica de \"eșec\"",
                List.of(speakers),
                5,
                3,
                50,
                Language.RO,
                Mode.ROUNDS,
                Compatibility.V4,
                true,
                IdeasInPrompt.LAST30,
                null,
                null);
    }

    public static ConversationState state(ConversationSpec spec) {
        return new ConversationState(
                KEY,
                Payer.of(CALLER),
                spec,
                new Active(Wish.RUN),
                Progress.none(spec.numRounds(), START),
                1,
                START,
                START);
    }
}
