package dev.parley.orchestrator.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.course.Move.Speak;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.conversation.StopRules;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A conversation whose course is taken step by step. */
final class Talk {

    final SettableClock clock = SettableClock.at(Specs.START);
    final Course course = new Course(clock, new Limits(3, 3, Duration.ofHours(24)));
    final Steering steering = new Steering(clock);
    final List<LogEntry> log = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    ConversationState state;
    Move move = new Move.Next();

    Talk(StopRules stop, int rounds, Speaker... speakers) {
        ConversationSpec plain = Specs.spec(rounds, speakers);
        state = Specs.state(new ConversationSpec(
                plain.subject(),
                plain.speakers(),
                rounds,
                0,
                plain.historyLimit(),
                plain.language(),
                plain.mode(),
                null,
                true,
                plain.ideasInPrompt(),
                stop,
                null));
    }

    Talk within(Budget budget, PriceSheet prices) {
        state = new ConversationState(
                state.key(),
                state.payer(),
                state.spec(),
                state.lifecycle(),
                state.progress().with(ledger -> ledger.agreed(budget, prices, clock.instant())),
                state.nextSeq(),
                state.createdAt(),
                state.updatedAt());
        return this;
    }

    /** To the next turn, through pauses between rounds. */
    Speak next() {
        advance();
        return speak();
    }

    void advance() {
        apply(before -> course.advance(before, null));
    }

    Speak speak() {
        assertThat(move).isInstanceOf(Speak.class);
        return (Speak) move;
    }

    void answer(String text, int tokens) {
        answer(text, tokens, List.of());
    }

    void answer(String text, int tokens, List<Idea> ideas) {
        var attempt = speak().turn();
        apply(before -> course.answered(
                before, attempt, new Answer(text, "more?", 10, tokens, "attic", "m", Duration.ofSeconds(1), ideas)));
    }

    void fail(ProblemCode code) {
        var attempt = speak().turn();
        apply(before -> course.failed(before, attempt, new Failed(code, false), Substitution.NONE));
    }

    void cutOff(Said said) {
        var attempt = speak().turn();
        apply(before -> course.cutOff(before, attempt, said));
    }

    void steer(Function<ConversationState, Outcome<Change>> decide) {
        keep(((Outcome.Given<Change>) decide.apply(state)).value());
    }

    void apply(Function<ConversationState, Step> decide) {
        Step step = decide.apply(state);
        keep(step.change());
        move = step.move();
    }

    StopReason ended() {
        return state.view().stopReason();
    }

    List<String> types() {
        return log.stream()
                .map(entry -> ((LogEntry.Told) entry).event().getClass().getSimpleName())
                .toList();
    }

    <T> T last(Class<T> type) {
        return log.stream()
                .map(entry -> ((LogEntry.Told) entry).event())
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private void keep(Change change) {
        long seq = state.nextSeq();
        for (LogEntry entry : change.entries()) {
            assertThat(entry.seq()).isEqualTo(seq++);
        }
        log.addAll(change.entries());
        changes.add(change);
        state = state.after(change);
    }
}
