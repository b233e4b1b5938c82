package dev.parley.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void a_share_is_answered_by_nearest_rank_whatever_the_order() {
        Distribution distribution = new Distribution(new long[] {4_000, 1_000, 3_000, 2_000});

        assertThat(distribution.micros(0.5)).isEqualTo(2);
        assertThat(distribution.micros(0.99)).isEqualTo(4);
        assertThat(distribution.micros(0.01)).isEqualTo(1);
    }
}
