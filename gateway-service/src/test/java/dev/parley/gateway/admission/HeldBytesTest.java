package dev.parley.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldBytesTest {

    private final HeldBytes held = new HeldBytes(100);

    @Test
    void all_shares_together_take_no_more_than_there_is() {
        HeldBytes.Share one = held.share();
        HeldBytes.Share two = held.share();

        assertThat(one.take(60)).isTrue();
        assertThat(two.take(41)).isFalse();
        assertThat(two.take(40)).isTrue();
        assertThat(held.held()).isEqualTo(100);
    }

    @Test
    void a_share_gives_back_what_it_took_once() {
        HeldBytes.Share one = held.share();
        one.take(60);

        one.close();
        one.close();

        assertThat(held.held()).isZero();
        assertThat(one.take(1)).isFalse();
    }
}
