package dev.parley.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {

    @Test
    void a_frame_names_what_to_do() {
        assertThat(Control.parse("{\"type\":\"pause\"}")).contains(Control.PAUSE);
        assertThat(Control.parse("{\"type\":\"resume\",\"more\":1}")).contains(Control.RESUME);
        assertThat(Control.parse("{\"type\":\"stop\"}")).contains(Control.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pause", "{}", "{\"type\":\"explode\"}", "{\"type\":7}", "[]", "{\"type\":", "null"})
    void other_frames_name_nothing(String frame) {
        assertThat(Control.parse(frame)).isEmpty();
    }
}
