package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.Counts;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.SingleRound;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import dev.parley.protocol.event.ConversationEvent.ConversationPaused;
import dev.parley.protocol.event.ConversationEvent.RoundCompleted;
import dev.parley.protocol.event.ConversationEvent.RoundStarted;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How rounds begin and end, and what ends or rests a conversation. Nothing here happens to one that is not active. */
final class Endings {

    /** Who paused, where a person did. */
    static final String BY_USER = "user";

    private Endings() {}

    static void openRound(ChangeDraft draft) {
        int number = draft.progress().lastRound() + 1;
        draft.move(draft.progress().openRound(number));
        draft.tell((id, conversation, now) -> new RoundStarted(id, conversation, now, number));
    }

    /** A turn is over, with this answer or an empty one: close the round if it was the last, then rest or end if it is time. */
    static void afterTurn(ChangeDraft draft, String answer) {
        Wish wish = ((Active) draft.lifecycle()).wish();
        if (Course.round(draft.progress()).speaker()
                == draft.state().spec().speakers().size()) {
            closeRound(draft);
        }
        if (draft.lifecycle() instanceof Active && !Rules.byText(draft, answer) && !Rules.byBudget(draft)) {
            byWish(draft, wish);
        }
    }

    static void closeRound(ChangeDraft draft) {
        OpenRound round = Course.round(draft.progress());
        Duration pause = Duration.ofSeconds(draft.state().spec().pauseSeconds());
        draft.move(draft.progress().closeRound(draft.now().plus(pause), round.ideas()));
        draft.tell((id, conversation, now) ->
                new RoundCompleted(id, conversation, now, round.number(), round.newIdeas(), round.repeatedIdeas()));
        SingleRound single = draft.progress().single();
        draft.move(draft.progress().withSingle(null));
        if (round.answered() == 0) {
            complete(draft, StopReason.FAILED, round.code());
        } else if (single == null || single.restsAs() == null) {
            boolean ended = byTarget(draft) || Rules.byNovelty(draft);
            if (!ended && single != null) {
                pause(draft, pausedBy(draft));
            }
        } else {
            complete(draft, single.restsAs(), null);
        }
    }

    /** Ends it if all planned rounds are done and no extra one was asked for. */
    static boolean byTarget(ChangeDraft draft) {
        Progress progress = draft.progress();
        if (progress.round() != null || progress.single() != null || !progress.targetReached()) {
            return false;
        }
        complete(draft, StopReason.ROUNDS, null);
        return true;
    }

    /** Ends it if it has no planned end and has gone on for as long as the operator allows. */
    static boolean byCap(ChangeDraft draft, Duration cap) {
        Progress progress = draft.progress();
        if (progress.target() > 0 || draft.now().isBefore(progress.countedFrom().plus(cap))) {
            return false;
        }
        complete(draft, StopReason.LIMIT, null);
        return true;
    }

    static boolean byWish(ChangeDraft draft, Wish wish) {
        switch (wish) {
            case RUN -> {
                return false;
            }
            case PAUSE -> pause(draft, pausedBy(draft));
            case STOP -> complete(draft, StopReason.STOPPED, null);
            case ABORT -> complete(draft, StopReason.ABORTED, null);
        }
        return true;
    }

    private static String pausedBy(ChangeDraft draft) {
        String withheld = draft.state().payer().withheld();
        return withheld == null ? BY_USER : withheld;
    }

    static void pause(ChangeDraft draft, String by) {
        draft.tell((id, conversation, now) -> new ConversationPaused(id, conversation, now, by));
        draft.become(((Active) draft.lifecycle()).pause());
    }

    static void complete(ChangeDraft draft, StopReason reason, @Nullable String code) {
        tellCompleted(draft, reason, code);
        draft.become(((Active) draft.lifecycle()).complete(reason, code));
    }

    static void tellCompleted(ChangeDraft draft, StopReason reason, @Nullable String code) {
        Counts counts = draft.progress().counts();
        draft.tell((id, conversation, now) -> new ConversationCompleted(
                id, conversation, now, reason, code, counts.rounds(), counts.tokens(), counts.newIdeas()));
    }
}
