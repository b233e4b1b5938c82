package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.HeldTurn;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Agent;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.ContextCompacted;
import dev.parley.protocol.event.ConversationEvent.TurnRetrying;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;

/** How attempts begin: the first of a turn, one more of it, or one with what was said of it before. */
record Attempts(Limits limits, Compactions compactions, Continuations continuations) {

    Attempts telling(Compactions others) {
        return new Attempts(limits, others, continuations);
    }

    Attempts continuing(Continuations others) {
        return new Attempts(limits, compactions, others);
    }

    /** Whatever comes next: a new turn, or the one that was cut off. */
    Step next(ChangeDraft draft) {
        return begin(draft, nextAttempt(draft));
    }

    /** Of the turn that was cut off, if one was; else the first of a new turn. */
    private OpenTurn nextAttempt(ChangeDraft draft) {
        HeldTurn held = draft.progress().interventions().held();
        OpenRound round = Course.round(draft.progress());
        if (held != null
                && held.attempt().round() == round.number()
                && held.attempt().speaker() == round.speaker()) {
            return held.again(draft.seq(), held.goesOn(limits.partial()) && continuations.isProven(held));
        }
        int turn = draft.progress().lastTurn() + 1;
        return new OpenTurn(
                turn, round.number(), round.speaker(), 1, draft.seq(), 0, 0, Substitution.NONE, draft.now(), null);
    }

    /** The next try of the same turn, after this one has failed. */
    Step again(ChangeDraft draft, OpenTurn attempt, Failed failed, Substitution substitution) {
        OpenTurn next = attempt.again(draft.seq() + 1, failed.saidSomething(), substitution);
        int silence = (int)
                TryPolicy.silence(next, Course.speaker(draft.state(), next).agent())
                        .toSeconds();
        draft.tell((id, conversation, now) -> new TurnRetrying(
                id,
                conversation,
                now,
                next.turn(),
                next.attempt(),
                failed.code().wireName(),
                silence));
        draft.move(draft.progress().closeTurn());
        Speech.between(draft);
        return Rules.byBudget(draft) ? new Step(draft.change(), new Move.Gone()) : begin(draft, next.at(draft.seq()));
    }

    /** This attempt is made now. */
    Step begin(ChangeDraft draft, OpenTurn asked) {
        Agent agent = Course.speaker(draft.state(), asked).agent();
        if (longestAnswer(draft, asked, agent) == 0) {
            // Only a prompt that costs more than what is left brings it here.
            Endings.complete(draft, StopReason.COST, null);
            return new Step(draft.change(), new Move.Gone());
        }
        compactions
                .before(asked, Course.speaker(draft.state(), asked))
                .ifPresent(folding -> draft.tell((id, conversation, now) -> new ContextCompacted(
                        id, conversation, now, folding.before(), folding.after(), folding.folded())));
        OpenTurn turn = asked.at(draft.seq());
        draft.tell((id, conversation, now) -> new TurnStarted(
                id,
                conversation,
                now,
                turn.turn(),
                turn.round(),
                agent.agent(),
                agent.role(),
                Course.askedModel(turn, agent),
                turn.attempt(),
                turn.continues()));
        draft.move(draft.progress().openTurn(turn));
        return new Step(draft.change(), underWay(draft, turn));
    }

    /** This attempt is under way. */
    static Move underWay(ChangeDraft draft, OpenTurn turn) {
        Speaker speaker = Course.speaker(draft.state(), turn);
        return new Move.Speak(
                turn,
                speaker,
                TryPolicy.silence(turn, speaker.agent()),
                Math.max(1, longestAnswer(draft, turn, speaker.agent())),
                draft.progress().ledger().deadline(draft.now()),
                draft.progress().interventions().revision());
    }

    private static int longestAnswer(ChangeDraft draft, OpenTurn turn, Agent agent) {
        return draft.progress().ledger().longestAnswer(agent.maxTokens(), Course.askedModel(turn, agent));
    }
}
