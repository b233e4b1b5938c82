package dev.parley.transport.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    private final BodyBudget budget = new BodyBudget(100);

    @Test
    void bodies_share_what_there_is() {
        BodyBudget.Share one = budget.share();
        BodyBudget.Share two = budget.share();

        assertThat(one.grow(60)).isTrue();
        assertThat(two.grow(40)).isTrue();
        assertThat(two.grow(1)).isFalse();
        assertThat(budget.held()).isEqualTo(100);
    }

    @Test
    void what_was_refused_takes_nothing() {
        BodyBudget.Share large = budget.share();

        large.grow(101);

        assertThat(budget.share().grow(100)).isTrue();
    }

    @Test
    void what_is_given_back_is_there_for_others_once() {
        BodyBudget.Share one = budget.share();
        one.grow(60);
        BodyBudget.Share two = budget.share();
        two.grow(40);

        one.giveBack();
        one.giveBack();
        one.grow(60);

        assertThat(budget.held()).isEqualTo(40);
    }
}
