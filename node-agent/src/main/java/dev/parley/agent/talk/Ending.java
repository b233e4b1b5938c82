package dev.parley.agent.talk;

import dev.parley.agent.screen.Paint;
import dev.parley.agent.screen.SafeText;
import dev.parley.agent.screen.Screen;
import dev.parley.agent.talk.Tally.NotedIdea;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import java.util.List;

/** What is left when a conversation has ended: its ideas, and why it ended. */
final class Ending {

    private Ending() {}

    static void tell(ConversationCompleted completed, Tally tally, Screen screen, Paint paint) {
        List<NotedIdea> fresh = tally.newIdeas();
        List<NotedIdea> repeated = tally.repeatedIdeas();
        screen.line("");
        screen.line(paint.strong("Ideas: %d new, %d repeated".formatted(fresh.size(), repeated.size())));
        for (int number = 1; number <= fresh.size(); number++) {
            NotedIdea idea = fresh.get(number - 1);
            screen.line("%4d. %s %s".formatted(number, SafeText.line(idea.text()), paint.faint(origin(idea))));
        }
        for (NotedIdea idea : repeated) {
            screen.line("   =  %s %s"
                    .formatted(
                            SafeText.line(idea.text()),
                            paint.faint("%s repeats: %s"
                                    .formatted(
                                            origin(idea),
                                            SafeText.line(idea.of().orElse(""))))));
        }
        screen.line("");
        screen.line(paint.strong("Ended: " + why(completed)));
        screen.line("Rounds: %d, turns seen here: %d, tokens: %d, new ideas: %d."
                .formatted(completed.rounds(), tally.finishedTurns(), completed.tokens(), completed.ideas()));
    }

    private static String origin(NotedIdea idea) {
        return "(%s, round %d)".formatted(SafeText.line(idea.agent()), idea.round());
    }

    private static String why(ConversationCompleted completed) {
        String reason = completed.stopReason() == null
                ? "for a reason that is new"
                : StopReasons.inWords(completed.stopReason());
        return completed.code() == null ? reason + "." : reason + " (" + SafeText.line(completed.code()) + ").";
    }
}
