package dev.parley.orchestrator.course;

import static dev.parley.orchestrator.fake.Specs.speaker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.conversation.PriceSheet;
import dev.parley.orchestrator.conversation.TokenPrice;
import dev.parley.orchestrator.spec.Speaker;
import dev.parley.protocol.conversation.Budget;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.Forecast;
import dev.parley.protocol.conversation.NoNewIdeas;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.conversation.StopReason;
import dev.parley.protocol.conversation.StopRules;
import dev.parley.protocol.event.ConversationEvent.BudgetWarned;
import dev.parley.protocol.idea.Idea;
import dev.parley.protocol.idea.Verdict;
import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final Speaker ONE = speaker(Role.GENERATOR, null);
    private static final Speaker TWO = speaker(Role.CRITIC, null);

    @Test
    void a_token_budget_bounds_each_answer_warns_once_and_ends_it() {
        Talk talk = new Talk(null, 0, ONE, TWO).within(new Budget(1_000L, null, null), null);

        int first = talk.next().maxTokens();
        talk.answer("a", 600);
        int second = talk.next().maxTokens();
        talk.answer("b", 250);
        int third = talk.next().maxTokens();
        talk.answer("c", 150);

        assertThat(List.of(first, second, third)).containsExactly(700, 400, 150);
        assertThat(talk.types()).containsOnlyOnce("BudgetWarned");
        assertThat(talk.last(BudgetWarned.class).left()).isEqualTo(new Budget(150L, null, null));
        assertThat(talk.ended()).isEqualTo(StopReason.TOKENS);
        assertThat(talk.state.view().budget().left()).isEqualTo(new Budget(0L, null, null));
    }

    @Test
    void what_a_budget_ended_goes_on_with_the_same_again_when_a_person_says_so() {
        Talk talk = new Talk(null, 0, ONE, TWO).within(new Budget(100L, null, null), null);
        talk.next();
        talk.answer("a", 100);

        talk.steer(before -> talk.steering.goOn(before, 3));
        int anew = talk.next().maxTokens();
        talk.answer("b", 10);

        assertThat(anew).isEqualTo(100);
        assertThat(talk.state.lifecycle().status()).isEqualTo(ConversationStatus.ACTIVE);
        assertThat(talk.state.view().budget().spent().tokens()).isEqualTo(10);
        assertThat(talk.state.view().tokens()).isEqualTo(110);
    }

    @Test
    void a_failed_attempt_is_paid_for_as_far_as_it_was_heard() {
        Talk talk = new Talk(null, 0, ONE).within(new Budget(1_000L, null, null), null);
        talk.next();

        var attempt = talk.speak().turn();
        talk.apply(before -> talk.course.failed(
                before, attempt, new Failed(ProblemCode.STREAM_BROKEN, true, 900), attempt.substituted()));

        assertThat(talk.speak().maxTokens()).isEqualTo(100);
    }

    @Test
    void a_cost_budget_counts_prompts_and_answers_at_the_prices_it_was_agreed_at() {
        PriceSheet prices =
                new PriceSheet(Map.of("m:latest", new TokenPrice(1_000, 2_000)), new TokenPrice(9_000, 9_000));
        Talk talk = new Talk(null, 0, ONE, TWO).within(new Budget(null, 0.02, null), prices);

        talk.next();
        talk.answer("a", 500);
        double spent = talk.state.view().budget().spent().cost();
        int next = talk.next().maxTokens();

        assertThat(spent).isEqualTo(0.00101);
        assertThat(next)
                .as("what is left buys at the dearest price, for who answers is not known")
                .isEqualTo(700);
        assertThat(prices.of("M")).isEqualTo(new TokenPrice(1_000, 2_000));
        assertThat(prices.of("other")).isEqualTo(new TokenPrice(9_000, 9_000));
    }

    @Test
    void a_cost_budget_that_buys_no_other_prompt_ends_it() {
        PriceSheet prices = new PriceSheet(Map.of(), new TokenPrice(1_000_000, 1_000_000));
        Talk talk = new Talk(null, 0, ONE, TWO).within(new Budget(null, 0.9, null), prices);

        int first = talk.next().maxTokens();
        talk.answer("a", 290);
        talk.next();
        talk.answer("b", 290);
        talk.advance();

        assertThat(first).isEqualTo(300);
        assertThat(talk.ended()).isEqualTo(StopReason.COST);
    }

    @Test
    void a_time_budget_does_not_run_while_it_is_paused() {
        Talk talk = new Talk(null, 0, ONE, TWO).within(new Budget(null, null, 60L), null);
        talk.next();
        talk.clock.advance(Duration.ofSeconds(30));
        talk.answer("a", 1);
        talk.steer(talk.steering::pause);
        talk.clock.advance(Duration.ofHours(9));
        talk.steer(talk.steering::resume);

        var until = talk.next().until();
        talk.clock.advance(Duration.ofSeconds(30));
        talk.answer("b", 1);

        assertThat(until).isEqualTo(talk.clock.instant());
        assertThat(talk.ended()).isEqualTo(StopReason.TIME);
    }

    @Test
    void whoever_has_not_said_a_word_when_time_is_up_is_not_waited_for() {
        Talk talk = new Talk(null, 0, ONE, TWO).within(new Budget(null, null, 60L), null);
        talk.next();
        talk.clock.advance(Duration.ofSeconds(60));

        talk.cutOff(null);

        assertThat(talk.ended()).isEqualTo(StopReason.TIME);
        assertThat(talk.types()).endsWith("TurnInterrupted", "ConversationCompleted");
    }

    @Test
    void the_closing_words_end_it_in_whatever_case_after_the_turn() {
        Talk talk = new Talk(new StopRules("ne-am ÎNȚELES", null), 0, ONE, TWO);

        talk.next();
        talk.answer("Nu încă.", 1);
        talk.next();
        talk.answer("Bine, ne-am înțeles!", 1);

        assertThat(talk.ended()).isEqualTo(StopReason.TEXT);
        assertThat(talk.types()).endsWith("TurnCompleted", "RoundCompleted", "ConversationCompleted");
    }

    @Test
    void it_ends_when_the_last_two_full_rounds_had_hardly_a_new_idea() {
        Talk talk = new Talk(new StopRules(null, new NoNewIdeas(0.25, null)), 0, ONE);

        round(talk, 4, 0);
        round(talk, 1, 2);
        ConversationStatus afterTwo = talk.state.lifecycle().status();
        round(talk, 0, 3);

        assertThat(afterTwo).isEqualTo(ConversationStatus.ACTIVE);
        assertThat(talk.ended()).isEqualTo(StopReason.NO_NEW_IDEAS);
        assertThat(talk.state.view().novelty().rate()).isEqualTo(1.0 / 6);
        talk.steer(before -> talk.steering.goOn(before, 3));
        round(talk, 0, 1);
        assertThat(talk.state.lifecycle().status()).isEqualTo(ConversationStatus.ACTIVE);
    }

    @Test
    void rounds_that_nobody_could_judge_end_nothing() {
        Talk talk = new Talk(new StopRules(null, new NoNewIdeas(null, null)), 0, ONE);

        IntStream.range(0, 3).forEach(round -> {
            talk.next();
            talk.answer("text", 1, null);
        });

        assertThat(talk.state.lifecycle().status()).isEqualTo(ConversationStatus.ACTIVE);
    }

    @Test
    void the_forecast_tells_the_first_end_in_sight() {
        Talk talk = new Talk(null, 5, ONE, TWO).within(new Budget(1_000L, null, null), null);
        Forecast before = talk.state.view().forecast();

        talk.next();
        talk.clock.advance(Duration.ofSeconds(4));
        talk.answer("a", 200);

        assertThat(before).isNull();
        assertThat(talk.state.view().forecast()).isEqualTo(new Forecast(StopReason.TOKENS, 4, 800, 16, null));
    }

    private static void round(Talk talk, int fresh, int repeated) {
        talk.next();
        List<Idea> ideas = Stream.concat(
                        Collections.nCopies(fresh, idea(Verdict.NEW)).stream(),
                        Collections.nCopies(repeated, idea(Verdict.REPEATED)).stream())
                .toList();
        talk.answer("text", 1, ideas);
    }

    private static Idea idea(Verdict verdict) {
        return new Idea(1, 1, 1, "a", Role.CRITIC, "x", verdict, null, null, null, null);
    }
}
