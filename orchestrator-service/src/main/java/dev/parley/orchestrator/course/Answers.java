package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.KeptMessage.AnswerOrigin;
import dev.parley.orchestrator.conversation.KeptUsage;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.Verdicts;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.event.ConversationEvent.TurnCompleted;

/**
 * What an answer leaves behind: one event, two messages, one line of usage. An answer that went on with another's beginning
 * has the tokens of both; what the beginning cost was counted when it was cut off.
 */
final class Answers {

    private Answers() {}

    static void keep(ChangeDraft draft, OpenTurn attempt, Agent agent, Answer answer) {
        long seq = draft.seq();
        int before =
                HeldTurn.continued(attempt, draft.progress().interventions().held());
        Verdicts verdicts = Verdicts.of(answer.settledIdeas());
        draft.tell(
                (id, conversation, now) -> new TurnCompleted(
                        id,
                        conversation,
                        now,
                        attempt.turn(),
                        answer.countedTokens() + before,
                        answer.took().toMillis(),
                        answer.node(),
                        answer.model(),
                        verdicts.newIdeas(),
                        verdicts.repeatedIdeas()),
                answer.settledIdeas());
        ClaimState claim = answer.ideas() == null ? ClaimState.OWED : ClaimState.CLAIMED;
        draft.keep(new KeptMessage(
                seq,
                0,
                said(draft, attempt, agent, answer, before),
                new AnswerOrigin(attempt.seq(), attempt.attempt(), claim)));
        draft.keep(new KeptMessage(seq, 1, question(draft, attempt, answer), null));
        draft.keep(new KeptUsage(
                attempt.turn(),
                attempt.attempt(),
                agent.agent(),
                answer.node(),
                answer.model(),
                answer.promptTokens(),
                answer.tokens(),
                answer.took().toMillis()));
    }

    private static Message said(ChangeDraft draft, OpenTurn attempt, Agent agent, Answer answer, int before) {
        return new Message(
                draft.seq() - 1 + ".0",
                MessageRole.ASSISTANT,
                answer.text(),
                answer.node(),
                agent.agent(),
                agent.role(),
                answer.model(),
                attempt.round(),
                attempt.turn(),
                answer.tokens() == null ? null : answer.tokens() + before,
                null,
                null,
                draft.now());
    }

    /** In the first system every answer is followed by the same question, as if a person had asked it. */
    private static Message question(ChangeDraft draft, OpenTurn attempt, Answer answer) {
        return new Message(
                draft.seq() - 1 + ".1",
                MessageRole.USER,
                answer.question(),
                null,
                null,
                null,
                null,
                attempt.round(),
                attempt.turn(),
                null,
                null,
                null,
                draft.now());
    }
}
