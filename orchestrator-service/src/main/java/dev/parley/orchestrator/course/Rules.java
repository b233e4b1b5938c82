package dev.parley.orchestrator.course;

import dev.parley.orchestrator.conversation.ChangeDraft;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Outlook;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.RoundIdeas;
import dev.parley.protocol.conversation.NoNewIdeas;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.conversation.StopRules;
import dev.parley.protocol.event.ConversationEvent.BudgetWarned;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules that end a conversation early. All hold together; each is looked at where it can come true. */
final class Rules {

    private static final double USUAL_RATE = 0.1;
    private static final int USUAL_ROUNDS = 2;

    private Rules() {}

    /** Ends it if an agent has said the closing words. */
    static boolean byText(ChangeDraft draft, String answer) {
        StopRules rules = draft.state().spec().stop();
        String words = rules == null ? null : rules.text();
        return words != null && plain(answer).contains(plain(words)) && end(draft, StopReason.TEXT);
    }

    /** Ends it if hardly any idea of the latest full rounds was new. Rounds that nobody could judge end nothing. */
    static boolean byNovelty(ChangeDraft draft) {
        StopRules rules = draft.state().spec().stop();
        NoNewIdeas rule = rules == null ? null : rules.noNewIdeas();
        if (rule == null) {
            return false;
        }
        int rounds = Objects.requireNonNullElse(rule.rounds(), USUAL_ROUNDS);
        List<RoundIdeas> recent = draft.progress().recent();
        if (recent.size() < rounds) {
            return false;
        }
        List<RoundIdeas> looked = recent.subList(recent.size() - rounds, recent.size());
        boolean dry = looked.stream().allMatch(RoundIdeas::judged)
                && Outlook.novelty(looked).rate() <= Objects.requireNonNullElse(rule.rate(), USUAL_RATE);
        return dry && end(draft, StopReason.NO_NEW_IDEAS);
    }

    /** Ends it if nothing is left of its budget; says once that little is. */
    static boolean byBudget(ChangeDraft draft) {
        Optional<StopReason> spent = draft.progress().ledger().spentUp(draft.now());
        if (spent.isPresent()) {
            return end(draft, spent.get());
        }
        if (draft.progress().ledger().isToWarn(draft.now())) {
            draft.tell((id, conversation, now) -> new BudgetWarned(
                    id, conversation, now, draft.progress().ledger().left(now)));
            draft.move(draft.progress().with(ledger -> ledger.withWarning()));
        }
        return false;
    }

    /** What ended it is no reason to end it again at once: a person wants it to go on. */
    static Progress goneOn(Progress progress, @Nullable StopReason ended, java.time.Instant now) {
        if (ended == null) {
            return progress;
        }
        return switch (ended) {
            case TOKENS, COST, TIME -> progress.with(ledger -> ledger.renewed(now));
            case NO_NEW_IDEAS -> progress.withRecent(List.of());
            default -> progress;
        };
    }

    private static boolean end(ChangeDraft draft, StopReason reason) {
        if (draft.lifecycle() instanceof Active) {
            Endings.complete(draft, reason, null);
        }
        return true;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
