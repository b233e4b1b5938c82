package dev.parley.orchestrator.idea;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.idea.ClaimIdeas;
import dev.parley.protocol.idea.ConfirmIdeas;
import io.smallrye.mutiny.Uni;

/** Knows which ideas of a conversation are new. Its being away is an answer, not a failure. */
public interface IdeaRegistry {

    /** Claims the ideas of a whole answer, provisionally. Repeating a claim gives the same verdicts. */
    Uni<Claimed> claim(Caller caller, ClaimIdeas claim);

    /** Tells that the attempt stands. Repeatable. True when the registry knows. */
    Uni<Boolean> confirm(Caller caller, ConfirmIdeas confirmation);

    /** Takes away all it has of a conversation that is gone. Repeatable. True when it has nothing of it any more. */
    Uni<Boolean> remove(ConversationKey conversation);
}
