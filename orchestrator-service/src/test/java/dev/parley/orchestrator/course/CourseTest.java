package dev.parley.orchestrator.course;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.Change.Custody;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.conversation.OpenTurn;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.course.Move.Speak;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.ConversationCompleted;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import dev.parley.protocol.problem.ProblemCode;
import dev.parley.testkit.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final SettableClock clock = SettableClock.at(Specs.START);
    private final Course course = new Course(clock, new Limits(3, 3, Duration.ofHours(24)));
    private final Steering steering = new Steering(clock);
    private final List<String> log = new ArrayList<>();
    private ConversationState state;
    private Move move = new Move.Next();

    @Test
    void agents_speak_in_turn_and_rounds_follow_after_a_pause() {
        begin(Specs.spec(2, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));

        advance();
        answer("a");
        advance();
        answer("b");
        advance();
        Move pause = move;
        clock.advance(Duration.ofSeconds(3));
        advance();
        answer("c");
        advance();
        answer("d");

        assertThat(pause).isEqualTo(new Move.Wait(Specs.START.plusSeconds(3)));
        assertThat(move).isInstanceOf(Move.Gone.class);
        assertThat(log)
                .containsExactly(
                        "RoundStarted",
                        "TurnStarted",
                        "TurnCompleted",
                        "TurnStarted",
                        "TurnCompleted",
                        "RoundCompleted",
                        "RoundStarted",
                        "TurnStarted",
                        "TurnCompleted",
                        "TurnStarted",
                        "TurnCompleted",
                        "RoundCompleted",
                        "ConversationCompleted");
        assertThat(state.view().stopReason()).isEqualTo(StopReason.ROUNDS);
        assertThat(state.view().turns()).isEqualTo(4);
    }

    @Test
    void a_turn_is_asked_three_times_with_a_silence_that_doubles_and_then_passed_over() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));

        advance();
        List<Duration> silences = new ArrayList<>();
        while (move instanceof Speak speak && speak.turn().turn() == 1) {
            silences.add(speak.silence());
            fail(ProblemCode.NODE_SILENT, false, Substitution.NONE);
        }

        assertThat(silences).containsExactly(Duration.ofSeconds(120), Duration.ofSeconds(240), Duration.ofSeconds(480));
        assertThat(log)
                .containsExactly(
                        "RoundStarted",
                        "TurnStarted",
                        "TurnRetrying",
                        "TurnStarted",
                        "TurnRetrying",
                        "TurnStarted",
                        "TurnSkipped");
        assertThat(state.lifecycle().status()).isEqualTo(ConversationStatus.ACTIVE);
    }

    @Test
    void a_bound_agent_is_substituted_once_before_it_is_passed_over() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, "attic"), speaker(Role.CRITIC, null)));

        advance();
        fail(ProblemCode.NODE_FAILED, false, Substitution.NODE);
        fail(ProblemCode.NODE_FAILED, false, Substitution.NODE);
        OpenTurn third = speak().turn();
        fail(ProblemCode.NODE_FAILED, false, Substitution.NODE);
        Speak fourth = speak();
        fail(ProblemCode.NODE_FAILED, false, Substitution.NODE);

        assertThat(third.substituted()).isEqualTo(Substitution.NONE);
        assertThat(fourth.turn().attempt()).isEqualTo(4);
        assertThat(fourth.turn().substituted()).isEqualTo(Substitution.NODE);
        assertThat(fourth.silence()).isEqualTo(Duration.ofSeconds(120));
        assertThat(log).endsWith("TurnSkipped");
    }

    @Test
    void where_no_other_node_has_the_model_any_model_stands_in() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, "attic"), speaker(Role.CRITIC, null)));

        advance();
        for (int i = 0; i < 3; i++) {
            fail(ProblemCode.NODE_FAILED, false, Substitution.NODE);
        }
        fail(ProblemCode.MODEL_UNKNOWN, false, Substitution.NODE_AND_MODEL);

        assertThat(Course.askedModel(speak().turn(), speak().speaker().agent())).isEqualTo("auto");
        assertThat(lastEvent(TurnStarted.class).model()).isEqualTo("auto");
    }

    @Test
    void no_more_than_three_answers_are_paid_for() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, "attic"), speaker(Role.CRITIC, null)));

        advance();
        for (int i = 0; i < 3; i++) {
            fail(ProblemCode.STREAM_BROKEN, true, Substitution.NODE);
        }

        assertThat(log).endsWith("TurnSkipped");
        assertThat(events(TurnStarted.class)).hasSize(3);
    }

    @Test
    void when_nobody_was_there_for_long_enough_the_turn_is_passed_over_at_once() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));

        advance();
        fail(ProblemCode.ALL_NODES_BUSY, false, Substitution.NONE);

        assertThat(log).containsExactly("RoundStarted", "TurnStarted", "TurnSkipped");
    }

    @Test
    void a_round_in_which_nobody_answers_ends_the_conversation_with_the_reason() {
        begin(Specs.spec(5, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));

        for (int turn = 0; turn < 2; turn++) {
            advance();
            fail(ProblemCode.NO_NODE, false, Substitution.NONE);
        }

        assertThat(move).isInstanceOf(Move.Gone.class);
        assertThat(state.view().stopReason()).isEqualTo(StopReason.FAILED);
        assertThat(state.view().code()).isEqualTo("no-node");
        assertThat(lastEvent(ConversationCompleted.class).code()).isEqualTo("no-node");
    }

    @Test
    void an_interrupted_turn_is_recorded_and_made_again() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        OpenTurn interrupted = speak().turn();

        apply(before -> course.advance(before, interrupted));

        assertThat(log).containsExactly("RoundStarted", "TurnStarted", "TurnInterrupted", "TurnStarted");
        assertThat(speak().turn().attempt()).isEqualTo(2);
        assertThat(speak().turn().turn()).isEqualTo(1);
        assertThat(speak().silence()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void a_turn_that_three_processes_did_not_survive_is_passed_over() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();

        for (int i = 0; i < 3; i++) {
            OpenTurn interrupted = speak().turn();
            apply(before -> course.advance(before, interrupted));
        }

        assertThat(log).containsSubsequence("TurnInterrupted", "TurnSkipped", "TurnStarted");
        assertThat(speak().turn().turn()).isEqualTo(2);
    }

    @Test
    void a_start_whose_commit_was_not_heard_is_simply_made() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        Speak started = speak();

        advance();

        assertThat(move).isEqualTo(started);
        assertThat(log).containsExactly("RoundStarted", "TurnStarted");
    }

    @Test
    void keeping_an_answer_twice_keeps_it_once() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        OpenTurn attempt = speak().turn();
        answer("a");
        ConversationState after = state;

        Step again = course.answered(state, attempt, said("a"));

        assertThat(again.change().isNone(after)).isTrue();
        assertThat(after.progress().counts().turns()).isEqualTo(1);
    }

    @Test
    void a_turn_leaves_at_most_six_rows() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        answer("a");
        Step start = course.advance(state, null);
        OpenTurn attempt = ((Speak) start.move()).turn();

        Step end = course.answered(state.after(start.change()), attempt, said("b"));

        int rows = start.change().entries().size()
                + (int) end.change().entries().stream()
                        .filter(entry -> name(entry).equals("TurnCompleted"))
                        .count()
                + end.change().messages().size()
                + 1;
        assertThat(rows).isLessThanOrEqualTo(6);
        assertThat(end.change().usage()).isNotNull();
    }

    @Test
    void a_conversation_without_an_end_is_ended_by_the_operators_cap() {
        begin(Specs.spec(0, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        for (int turn = 0; turn < 20; turn++) {
            clock.advance(Duration.ofHours(1));
            advance();
            answer("a");
        }
        clock.advance(Duration.ofHours(4));

        advance();

        assertThat(state.view().stopReason()).isEqualTo(StopReason.LIMIT);
        assertThat(state.view().rounds()).isEqualTo(10);
    }

    @Test
    void a_pause_in_mid_turn_takes_effect_after_the_turn() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        Move speaking = move;

        steer(steering::pause);
        ConversationStatus meanwhile = state.lifecycle().status();
        move = speaking;
        answer("a");

        assertThat(meanwhile).isEqualTo(ConversationStatus.ACTIVE);
        assertThat(state.lifecycle().status()).isEqualTo(ConversationStatus.PAUSED);
        assertThat(log).endsWith("TurnCompleted", "ConversationPaused");
        assertThat(move).isInstanceOf(Move.Gone.class);
    }

    @Test
    void whoever_waits_for_a_turn_to_end_does_not_wait_for_its_retries() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        Move speaking = move;

        steer(steering::stop);
        move = speaking;
        fail(ProblemCode.NODE_SILENT, false, Substitution.NONE);

        assertThat(log).endsWith("TurnInterrupted", "ConversationCompleted");
        assertThat(state.view().stopReason()).isEqualTo(StopReason.STOPPED);
        assertThat(move).isInstanceOf(Move.Gone.class);
    }

    @Test
    void a_pause_that_has_not_begun_can_be_taken_back() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        Move speaking = move;

        steer(steering::pause);
        steer(steering::resume);
        move = speaking;
        answer("a");

        assertThat(state.lifecycle().status()).isEqualTo(ConversationStatus.ACTIVE);
    }

    @Test
    void between_turns_a_pause_and_a_stop_take_effect_at_once() {
        begin(Specs.spec(2, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        answer("a");

        steer(steering::pause);
        Custody custody = lastChangeCustody;
        steer(steering::stop);

        assertThat(custody).isEqualTo(Custody.RELEASE);
        assertThat(state.view().stopReason()).isEqualTo(StopReason.STOPPED);
        assertThat(log).endsWith("ConversationPaused", "ConversationCompleted");
    }

    @Test
    void a_pause_survives_its_process() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        advance();
        OpenTurn interrupted = speak().turn();
        steer(steering::pause);

        apply(before -> course.advance(before, interrupted));

        assertThat(log).endsWith("TurnInterrupted", "ConversationPaused");
        assertThat(state.progress().turn()).isNull();
    }

    @Test
    void steering_may_be_repeated() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        steer(steering::pause);
        steer(steering::pause);
        steer(steering::resume);
        steer(steering::resume);
        steer(steering::stop);
        steer(steering::stop);

        assertThat(log).containsExactly("ConversationPaused", "ConversationResumed", "ConversationCompleted");
    }

    @Test
    void what_has_ended_is_neither_paused_nor_resumed() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        steer(steering::stop);

        assertThat(refusal(steering.pause(state))).isEqualTo(ProblemCode.CONVERSATION_ENDED);
        assertThat(refusal(steering.resume(state))).isEqualTo(ProblemCode.CONVERSATION_ENDED);
    }

    @Test
    void more_rounds_can_be_had_after_the_end_but_not_while_it_runs() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null)));
        ProblemCode running = refusal(steering.goOn(state, 1));
        advance();
        answer("a");

        steer(before -> steering.goOn(before, 2));
        for (int round = 0; round < 2; round++) {
            clock.advance(Duration.ofSeconds(3));
            advance();
            answer("b");
        }

        assertThat(running).isEqualTo(ProblemCode.CONVERSATION_BUSY);
        assertThat(state.view().rounds()).isEqualTo(3);
        assertThat(state.view().stopReason()).isEqualTo(StopReason.ROUNDS);
    }

    @Test
    void one_extra_round_leaves_the_conversation_as_it_was() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null)));
        advance();
        answer("a");

        steer(steering::oneRound);
        advance();
        answer("b");
        ConversationStatus afterEnded = state.lifecycle().status();
        steer(before -> steering.goOn(before, 5));
        steer(steering::pause);
        steer(steering::oneRound);
        advance();
        answer("c");

        assertThat(afterEnded).isEqualTo(ConversationStatus.COMPLETED);
        assertThat(state.lifecycle().status()).isEqualTo(ConversationStatus.PAUSED);
        assertThat(state.view().rounds()).isEqualTo(3);
    }

    @Test
    void late_verdicts_are_counted_when_they_come() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null)));
        Idea idea = new Idea(1, 1, 1, "a", Role.CRITIC, "x", Verdict.NEW, null, null, null, null);

        apply(before -> course.settled(before, 1, List.of(idea), List.of()));

        assertThat(state.view().newIdeas()).isEqualTo(1);
        assertThat(log).containsExactly("IdeasSettled");
    }

    @Test
    void an_outage_is_told_before_what_it_held_up() {
        begin(Specs.spec(1, speaker(Role.GENERATOR, null)));

        apply(before ->
                Outage.told(before, Specs.START.minusSeconds(9), Specs.START, after -> course.advance(after, null)));

        assertThat(log).containsExactly("ConversationPaused", "ConversationResumed", "RoundStarted", "TurnStarted");
        assertThat(speak().turn().seq()).isEqualTo(4);
        assertThat(state.nextSeq()).isEqualTo(5);
    }

    private final List<LogEntry> entries = new ArrayList<>();
    private Custody lastChangeCustody = Custody.KEEP;

    private void begin(ConversationSpec spec) {
        state = Specs.state(spec);
    }

    private void advance() {
        apply(before -> course.advance(before, null));
    }

    private void answer(String text) {
        OpenTurn attempt = speak().turn();
        apply(before -> course.answered(before, attempt, said(text)));
    }

    private void fail(ProblemCode code, boolean saidSomething, Substitution substitution) {
        OpenTurn attempt = speak().turn();
        apply(before -> course.failed(before, attempt, new Failed(code, saidSomething), substitution));
    }

    private void apply(Function<ConversationState, Step> decide) {
        Step step = decide.apply(state);
        keep(step.change());
        move = step.move();
    }

    private void steer(Function<ConversationState, Outcome<Change>> decide) {
        keep(((Outcome.Given<Change>) decide.apply(state)).value());
    }

    private void keep(Change change) {
        long seq = state.nextSeq();
        for (LogEntry entry : change.entries()) {
            assertThat(entry.seq()).isEqualTo(seq++);
            log.add(name(entry));
            entries.add(entry);
        }
        lastChangeCustody = change.custody();
        state = state.after(change);
    }

    private Speak speak() {
        return (Speak) move;
    }

    private static String name(LogEntry entry) {
        return entry instanceof LogEntry.Told told
                ? told.event().getClass().getSimpleName()
                : entry.getClass().getSimpleName();
    }

    private <T> List<T> events(Class<T> type) {
        return entries.stream()
                .filter(LogEntry.Told.class::isInstance)
                .map(entry -> ((LogEntry.Told) entry).event())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private <T> T lastEvent(Class<T> type) {
        List<T> all = events(type);
        return all.get(all.size() - 1);
    }

    private static ProblemCode refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).refusal().code();
    }

    private static Answer said(String text) {
        return new Answer(text, "more?", 1, 2, "attic", "m", Duration.ofSeconds(1), List.of());
    }
}
