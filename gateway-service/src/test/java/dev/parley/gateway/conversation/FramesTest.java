package dev.parley.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Golden;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void an_event_is_one_frame_of_the_same_json() {
        String json = Golden.json("conversation-event.token");

        List<String> frames = Frames.of(new ServerSentEvent("4.12", "token", json));

        assertThat(frames).containsExactly(json);
    }

    @Test
    void an_answer_is_followed_by_the_end_of_its_turn() {
        String json = Golden.json("conversation-event.turn-completed");

        List<String> frames = Frames.of(new ServerSentEvent("5.0", "turn.completed", json));

        assertThat(frames)
                .containsExactly(
                        json,
                        "{\"type\":\"turn_done\",\"turn\":1,\"id\":\"5.0\",\"timestamp\":\"2026-11-20T09:31:07.250Z\"}");
    }

    @Test
    void a_refusal_says_what_the_problem_said() {
        String frame = Frames.error(Golden.json("problem.full"));

        assertThat(frame)
                .isEqualTo(
                        "{\"type\":\"error\",\"code\":\"invalid-field\","
                                + "\"title\":\"A field has a value outside its bounds.\","
                                + "\"detail\":\"machines[1].port: 99999 (expected: 1..65535)\",\"field\":\"machines[1].port\"}");
    }
}
