package dev.parley.orchestrator.course;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Interventions;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.conversation.OpenTurn.Substitution;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Move.Speak;
import dev.parley.orchestrator.fake.Specs;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.OnFailure;
import dev.parley.protocol.conversation.PartialAnswer;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.event.ConversationEvent.MessageAdded;
import dev.parley.protocol.event.ConversationEvent.TurnCompleted;
import dev.parley.protocol.event.ConversationEvent.TurnInterrupted;
import dev.parley.protocol.event.ConversationEvent.TurnStarted;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InterventionsTest {

    private static final Said HALF = new Said("half ", 3, 200);

    private final Talk talk = new Talk(null, 2, speaker(Role.GENERATOR, null), speaker(Role.CRITIC, null));

    @Test
    void a_pause_in_mid_stream_keeps_what_was_said_and_the_same_turn_goes_on_with_it() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(HALF);
        KeptMessage kept = talk.changes.get(talk.changes.size() - 1).messages().get(0);
        ConversationStatus afterPause = talk.state.lifecycle().status();

        talk.steer(talk.steering::resume);
        Speak again = talk.next();
        talk.answer("half and whole", 5);

        assertThat(afterPause).isEqualTo(ConversationStatus.PAUSED);
        assertThat(kept.message().partial()).isTrue();
        assertThat(kept.message().content()).isEqualTo("half ");
        assertThat(talk.last(TurnInterrupted.class).message())
                .isEqualTo(kept.message().id());
        assertThat(again.turn().turn()).isEqualTo(1);
        assertThat(again.turn().attempt()).isEqualTo(2);
        assertThat(talk.last(TurnStarted.class).continues()).isEqualTo(1);
        assertThat(talk.changes.get(talk.changes.size() - 1).voidsPartial()).isTrue();
        assertThat(talk.state.view().tokens()).as("both were paid for").isEqualTo(8);
        Change whole = talk.changes.get(talk.changes.size() - 1);
        assertThat(talk.last(TurnCompleted.class).tokens())
                .as("of the whole answer")
                .isEqualTo(8);
        assertThat(whole.messages().get(0).message().tokens()).isEqualTo(8);
        assertThat(whole.usage().tokens()).as("of the second part").isEqualTo(5);
    }

    @Test
    void an_answer_that_was_cut_off_twice_has_the_tokens_of_all_three_parts() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(HALF);
        talk.steer(talk.steering::resume);
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(new Said("half and ", 2, 100));
        talk.steer(talk.steering::resume);
        Speak again = talk.next();
        talk.answer("half and whole", 5);

        assertThat(again.turn().continues()).isEqualTo(2);
        assertThat(talk.last(TurnCompleted.class).tokens()).isEqualTo(10);
        assertThat(talk.state.view().tokens()).isEqualTo(10);
    }

    @Test
    void whoever_is_cut_off_before_a_word_is_asked_for_the_same_turn_and_what_was_kept_before_still_counts() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(null);
        talk.steer(talk.steering::resume);
        Speak second = talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(HALF);
        talk.steer(talk.steering::resume);
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(null);
        talk.steer(talk.steering::resume);
        Speak fourth = talk.next();

        assertThat(second.turn().turn()).isEqualTo(1);
        assertThat(second.turn().attempt()).isEqualTo(2);
        assertThat(second.turn().continues()).isNull();
        assertThat(fourth.turn().turn()).isEqualTo(1);
        assertThat(fourth.turn().attempt()).isEqualTo(4);
        assertThat(fourth.turn().continues()).as("whose words were kept").isEqualTo(2);
    }

    @Test
    void what_is_not_proven_to_be_gone_on_with_is_made_anew_and_counts_for_itself() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(HALF);
        talk.steer(talk.steering::resume);

        talk.apply(before -> talk.course.continuing(held -> false).advance(before, null));
        talk.answer("whole", 5);

        assertThat(talk.last(TurnStarted.class).continues()).isNull();
        assertThat(talk.last(TurnCompleted.class).tokens()).isEqualTo(5);
        assertThat(talk.state.view().tokens()).as("both were paid for").isEqualTo(8);
    }

    @Test
    void whatever_stands_in_for_an_agents_node_begins_anew() {
        Talk bound = new Talk(null, 1, speaker(Role.GENERATOR, "cellar"));
        bound.next();
        bound.steer(bound.steering::pause);
        bound.cutOff(HALF);
        bound.steer(bound.steering::resume);
        Speak again = bound.next();

        bound.apply(before ->
                bound.course.failed(before, again.turn(), new Failed(ProblemCode.NO_NODE, false), Substitution.NODE));

        assertThat(again.turn().continues()).isEqualTo(1);
        assertThat(bound.speak().turn().substituted()).isEqualTo(Substitution.NODE);
        assertThat(bound.speak().turn().continues()).isNull();
    }

    @Test
    void whoever_resumes_may_have_it_made_anew() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(HALF);

        talk.steer(before -> talk.steering.resume(before, PartialAnswer.REGENERATE));
        Speak again = talk.next();

        assertThat(again.turn().turn()).isEqualTo(1);
        assertThat(again.turn().continues()).isNull();
    }

    @Test
    void a_pause_that_was_taken_back_while_it_took_effect_costs_only_a_breath() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.steer(talk.steering::resume);

        talk.cutOff(HALF);
        talk.advance();

        assertThat(talk.speak().turn().continues()).isEqualTo(1);
        assertThat(talk.types()).endsWith("TurnInterrupted", "TurnStarted");
    }

    @Test
    void an_abort_ends_it_now_and_it_can_be_continued_where_it_was() {
        talk.next();
        talk.steer(talk.steering::stop);
        talk.steer(talk.steering::abort);
        talk.steer(talk.steering::stop);
        talk.cutOff(HALF);
        StopReason reason = talk.ended();

        talk.steer(before -> talk.steering.goOn(before, 1));
        Speak again = talk.next();

        assertThat(reason).isEqualTo(StopReason.ABORTED);
        assertThat(again.turn().turn()).isEqualTo(1);
        assertThat(again.turn().continues()).isEqualTo(1);
        assertThat(((Outcome.Given<Change>) talk.steering.abort(ended()))
                        .value()
                        .entries())
                .isEmpty();
    }

    @Test
    void an_interrupted_continuation_begins_with_the_same_words_again() {
        talk.next();
        talk.steer(talk.steering::pause);
        talk.cutOff(HALF);
        talk.steer(talk.steering::resume);
        Speak again = talk.next();

        talk.apply(before -> talk.course.advance(before, again.turn()));

        assertThat(talk.speak().turn().attempt()).isEqualTo(3);
        assertThat(talk.speak().turn().continues()).isEqualTo(1);
    }

    @Test
    void what_people_say_while_an_agent_speaks_follows_its_answer() {
        talk.next();
        talk.steer(before -> talk.steering.add(before, "mind the school", "key-1"));
        talk.steer(before -> talk.steering.edit(before, new MessagePlace(1, 0), "other words"));
        int before = talk.log.size();

        talk.answer("whole", 1);
        Speak next = talk.next();

        assertThat(talk.types().subList(before, before + 3))
                .containsExactly("TurnCompleted", "MessageAdded", "MessageEdited");
        Change kept = talk.changes.get(talk.changes.size() - 2);
        assertThat(kept.messages()).hasSize(3);
        assertThat(kept.messages().get(2).requestKey()).isEqualTo("key-1");
        assertThat(kept.edits()).hasSize(1);
        assertThat(talk.last(MessageAdded.class).message())
                .isEqualTo(kept.messages().get(2).message().id());
        assertThat(next.revision()).isEqualTo(1);
    }

    @Test
    void what_people_say_between_turns_is_kept_at_once_and_the_next_agent_reads_it() {
        talk.next();
        talk.answer("whole", 1);

        talk.steer(before -> talk.steering.add(before, "mind the school", null));

        assertThat(talk.types()).endsWith("MessageAdded");
        assertThat(talk.next().revision()).isEqualTo(1);
    }

    @Test
    void an_edit_that_waits_may_be_repeated_until_it_is_made() {
        talk.next();
        talk.answer("one", 1);
        MessagePlace place = MessagePlace.parse(talk.changes
                        .get(talk.changes.size() - 1)
                        .messages()
                        .get(0)
                        .message()
                        .id())
                .orElseThrow();
        talk.next();
        talk.steer(before -> talk.steering.edit(before, place, "first"));
        talk.steer(before -> talk.steering.edit(before, place, "second"));
        talk.steer(before -> talk.steering.edit(before, place, "second"));
        talk.answer("two", 1);

        Change change = talk.changes.get(talk.changes.size() - 1);
        assertThat(change.edits()).extracting(edit -> edit.content()).containsExactly("first", "second");
    }

    @Test
    void a_request_to_go_on_counts_once_however_often_it_comes_and_its_key_for_no_other() {
        talk.next();
        talk.steer(talk.steering::abort);
        talk.cutOff(null);
        talk.steer(before -> talk.steering.goOn(before, 3, null, null, "key"));
        int target = talk.state.progress().target();

        talk.steer(before -> talk.steering.goOn(before, 3, null, null, "key"));
        Outcome<Change> other = talk.steering.goOn(talk.state, 4, null, null, "key");
        Outcome<Change> another = talk.steering.goOn(talk.state, 3, null, null, "another");

        assertThat(talk.state.progress().target()).isEqualTo(target);
        assertThat(talk.types().stream().filter("ConversationResumed"::equals)).hasSize(1);
        assertThat(((Outcome.Refused<Change>) other).refusal().code()).isEqualTo(ProblemCode.IDEMPOTENCY_CONFLICT);
        assertThat(((Outcome.Refused<Change>) another).refusal().code()).isEqualTo(ProblemCode.CONVERSATION_BUSY);
    }

    @Test
    void no_more_than_a_few_messages_wait_for_one_turn() {
        talk.next();
        for (int i = 0; i < Interventions.MOST; i++) {
            talk.steer(before -> talk.steering.add(before, "again", null));
        }

        Outcome<Change> another = talk.steering.add(talk.state, "again", null);

        assertThat(((Outcome.Refused<Change>) another).refusal().code()).isEqualTo(ProblemCode.CONVERSATION_BUSY);
    }

    @Test
    void an_agent_that_is_to_be_waited_for_is_asked_again_after_a_while_for_the_same_turn() {
        Talk waits = new Talk(null, 1, with(OnFailure.WAIT), speaker(Role.CRITIC, null));
        waits.next();
        for (int i = 0; i < 3; i++) {
            waits.fail(ProblemCode.NODE_FAILED);
        }

        waits.advance();
        Move rest = waits.move;
        waits.clock.advance(Duration.ofSeconds(30));
        Speak again = waits.next();

        assertThat(rest).isEqualTo(new Move.Wait(Specs.START.plusSeconds(30)));
        assertThat(again.turn().turn()).isEqualTo(1);
        assertThat(again.turn().attempt()).isEqualTo(4);
        assertThat(again.silence()).isEqualTo(Duration.ofSeconds(120));
        assertThat(waits.types()).doesNotContain("TurnSkipped");
    }

    @Test
    void an_agent_that_is_to_be_skipped_is_never_stood_in_for() {
        Talk skips = new Talk(null, 1, with(OnFailure.SKIP), speaker(Role.CRITIC, null));
        skips.next();

        for (int i = 0; i < 3; i++) {
            skips.fail(ProblemCode.NODE_FAILED);
        }

        assertThat(skips.types()).endsWith("TurnSkipped");
    }

    @Test
    void a_wish_survives_only_a_stronger_one() {
        talk.next();

        talk.steer(talk.steering::abort);
        talk.steer(talk.steering::pause);

        assertThat(((dev.parley.orchestrator.conversation.Lifecycle.Active) talk.state.lifecycle()).wish())
                .isEqualTo(Wish.ABORT);
    }

    private ConversationState ended() {
        Talk other = new Talk(null, 1, speaker(Role.GENERATOR, null));
        other.next();
        other.answer("a", 1);
        return other.state;
    }

    private static Speaker with(OnFailure policy) {
        Speaker bound = speaker(Role.GENERATOR, "attic");
        var agent = bound.agent();
        return new Speaker(
                new dev.parley.protocol.conversation.Agent(
                        agent.agent(), agent.role(), agent.model(), agent.node(), 700, 120, null, null, policy),
                null);
    }
}
