package dev.parley.router.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.transport.relay.Fault;
import org.junit.jupiter.api.Test;

class TryBudgetTest {

    @Test
    void what_never_reached_a_node_may_always_be_sent_again() {
        TryBudget owned = new TryBudget(1, true);

        for (int i = 0; i < 10; i++) {
            assertThat(owned.allowsAfter(Fault.UNREACHED)).isTrue();
        }
    }

    @Test
    void what_may_have_run_is_sent_three_times_at_most() {
        TryBudget budget = new TryBudget(3, false);

        assertThat(budget.allowsAfter(Fault.BROKEN)).isTrue();
        assertThat(budget.allowsAfter(Fault.SILENT)).isTrue();
        assertThat(budget.allowsAfter(Fault.BROKEN)).isFalse();
    }

    @Test
    void a_prompt_that_failed_a_node_gets_one_more() {
        TryBudget budget = new TryBudget(3, false);

        assertThat(budget.allowsAfter(Judgement.NODE_FAULT)).isTrue();
        assertThat(budget.allowsAfter(Judgement.NODE_FAULT)).isFalse();
    }

    @Test
    void nodes_that_are_busy_or_lack_the_model_cost_nothing() {
        TryBudget budget = new TryBudget(1, false);

        assertThat(budget.allowsAfter(Judgement.BUSY)).isTrue();
        assertThat(budget.allowsAfter(Judgement.MISSING)).isTrue();
        assertThat(budget.allowsAfter(Judgement.REQUEST_FAULT)).isFalse();
    }

    @Test
    void a_model_at_fault_gets_no_second_node_but_another_model_may_be_asked() {
        TryBudget budget = new TryBudget(3, false);

        assertThat(budget.allowsAfter(Judgement.MODEL_FAULT)).isFalse();
        assertThat(budget.allowsOtherModel()).isTrue();
    }

    @Test
    void another_model_and_a_second_node_beside_the_first_count_as_generations() {
        TryBudget two = new TryBudget(2, false);

        assertThat(two.allowsHedge()).isTrue();
        two.allowsAfter(Judgement.NODE_FAULT);
        assertThat(two.allowsHedge()).isFalse();
        assertThat(two.allowsOtherModel()).isTrue();
        two.allowsAfter(Judgement.NODE_FAULT);
        assertThat(two.allowsOtherModel()).isFalse();
        assertThat(new TryBudget(3, true).allowsOtherModel()).isFalse();
    }

    @Test
    void a_caller_that_owns_the_tries_gets_no_second_one_once_a_node_was_reached() {
        assertThat(new TryBudget(3, true).allowsAfter(Fault.BROKEN)).isFalse();
        assertThat(new TryBudget(3, true).allowsAfter(Judgement.BUSY)).isFalse();
        assertThat(new TryBudget(3, true).allowsAfter(Judgement.MISSING)).isFalse();
    }
}
