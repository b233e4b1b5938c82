package dev.parley.orchestrator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    @Test
    void an_id_is_read_as_it_is_written() {
        EventId id = new EventId(7, 1234);

        assertThat(EventId.parse(id.toString())).contains(id);
        assertThat(id).hasToString("7.1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "7.",
                ".0",
                "7.0.0",
                "-1.0",
                "7.-1",
                "0.0",
                "07.0",
                "7.01",
                "7,0",
                " 7.0",
                "7.0 ",
                "abc",
                "７.0",
                "99999999999999999999.0",
                "7.99999999999999999999",
                "1e3.0",
                "7.0\n"
            })
    void anything_else_is_none_of_ours(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }
}
