package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.Intervention;
import dev.parley.orchestrator.conversation.Interventions;
import dev.parley.orchestrator.conversation.KeptEdit;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.event.ConversationEvent.MessageAdded;
import dev.parley.protocol.event.ConversationEvent.MessageEdited;

/** What people say, and what they change of what was said. Never in the middle of an attempt. */
final class Speech {

    private Speech() {}

    /** An attempt is over: what has waited for that takes its place in the history. */
    static void between(ChangeDraft draft) {
        Interventions waiting = draft.progress().interventions();
        if (!waiting.waiting().isEmpty()) {
            waiting.waiting().forEach(intervention -> keep(draft, intervention));
            draft.move(draft.progress()
                    .withInterventions(draft.progress().interventions().told()));
        }
    }

    /** Now, because nobody is speaking. */
    static void now(ChangeDraft draft, Intervention intervention) {
        keep(draft, intervention);
        draft.move(draft.progress()
                .withInterventions(draft.progress().interventions().told()));
    }

    /** Where a message would stand that is added now. */
    static Message message(Progress progress, Intervention intervention, @org.jspecify.annotations.Nullable String id) {
        OpenRound round = progress.round();
        return new Message(
                id,
                MessageRole.USER,
                intervention.content(),
                null,
                null,
                null,
                null,
                round == null ? progress.lastRound() : round.number(),
                progress.lastTurn(),
                null,
                null,
                null,
                intervention.at());
    }

    private static void keep(ChangeDraft draft, Intervention intervention) {
        MessagePlace edited = intervention.edits();
        if (edited != null) {
            draft.tell((id, conversation, now) ->
                    new MessageEdited(id, conversation, now, edited.toString(), intervention.content()));
            draft.keep(new KeptEdit(edited, intervention.content(), draft.now()));
            return;
        }
        long seq = draft.seq();
        Message message = message(draft.progress(), intervention, seq + ".0");
        draft.tell((id, conversation, now) -> new MessageAdded(
                id, conversation, now, seq + ".0", message.round(), message.turn(), message.content()));
        draft.keep(new KeptMessage(seq, 0, message, null, intervention.requestKey()));
    }
}
