package dev.parley.transport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwoGenerationsTest {

    private final TwoGenerations<Integer, String> remembered = new TwoGenerations<>(10);

    @Test
    void it_never_remembers_more_than_its_bound() {
        for (int i = 0; i < 1_000; i++) {
            remembered.put(i, "v" + i);

            assertThat(remembered.size()).isLessThanOrEqualTo(10);
        }
        assertThat(remembered.get(999)).isEqualTo("v999");
        assertThat(remembered.get(1)).isNull();
    }

    @Test
    void what_is_used_all_the_time_is_never_forgotten() {
        remembered.put(-1, "kept");

        for (int i = 0; i < 1_000; i++) {
            remembered.put(i, "v" + i);
            assertThat(remembered.get(-1)).isEqualTo("kept");
        }
    }
}
