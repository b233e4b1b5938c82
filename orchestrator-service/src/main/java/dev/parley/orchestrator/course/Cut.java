package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.KeptMessage.AnswerOrigin;
import dev.parley.orchestrator.conversation.KeptUsage;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.event.ConversationEvent.TurnInterrupted;
import org.jspecify.annotations.Nullable;

/** Cuts an attempt off and keeps what was said, so that it can be shown, edited, continued, or made again. */
final class Cut {

    private Cut() {}

    /**
     * Ends the attempt.
     *
     * @param said what was heard of it; null if nothing was
     */
    static void off(ChangeDraft draft, OpenTurn attempt, Agent agent, String reason, @Nullable Said said) {
        long seq = draft.seq();
        String message = said == null ? null : seq + ".0";
        draft.tell(
                (id, conversation, now) -> new TurnInterrupted(id, conversation, now, attempt.turn(), reason, message));
        HeldTurn before = draft.progress().interventions().held();
        draft.move(draft.progress()
                .closeTurn()
                .holding(
                        said == null
                                ? HeldTurn.silent(attempt, before)
                                : HeldTurn.saying(attempt, said.pieces(), before)));
        if (said != null) {
            keep(draft, attempt, agent, said, seq);
        }
        Speech.between(draft);
    }

    private static void keep(ChangeDraft draft, OpenTurn attempt, Agent agent, Said said, long seq) {
        draft.voidPartial();
        Message part = new Message(
                seq + ".0",
                MessageRole.ASSISTANT,
                said.text(),
                null,
                agent.agent(),
                agent.role(),
                null,
                attempt.round(),
                attempt.turn(),
                null,
                true,
                null,
                draft.now());
        String asked = Course.askedModel(attempt, agent);
        draft.keep(new KeptMessage(seq, 0, part, new AnswerOrigin(attempt.seq(), attempt.attempt(), null)));
        draft.keep(new KeptUsage(
                attempt.turn(), attempt.attempt(), agent.agent(), null, asked, null, said.pieces(), said.tookMs()));
        draft.move(draft.progress()
                .withCounts(draft.progress().counts().plusTokens(said.pieces()))
                .with(ledger -> ledger.spendHeard(said.pieces(), asked)));
    }
}
