package dev.parley.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.conversation.AddMessage;
import dev.parley.protocol.conversation.ContinueConversation;
import dev.parley.protocol.conversation.EditMessage;
import dev.parley.protocol.conversation.PartialAnswer;
import dev.parley.protocol.conversation.ResumeConversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTest {

    @Test
    void a_frame_names_what_to_do() {
        assertThat(Control.parse("{\"type\":\"pause\"}")).contains(new Control.Pause());
        assertThat(Control.parse("{\"type\":\"resume\",\"more\":1}"))
                .contains(new Control.Resume(new ResumeConversation(null)));
        assertThat(Control.parse("{\"type\":\"stop\"}")).contains(new Control.Stop());
        assertThat(Control.parse("{\"type\":\"abort\"}")).contains(new Control.Abort());
    }

    @Test
    void a_frame_carries_the_fields_of_its_paths_body() {
        assertThat(Control.parse("{\"type\":\"resume\",\"partial\":\"regenerate\"}"))
                .contains(new Control.Resume(new ResumeConversation(PartialAnswer.REGENERATE)));
        assertThat(Control.parse("{\"type\":\"continue\",\"rounds\":2}"))
                .contains(new Control.Continue(new ContinueConversation(2, null)));
        assertThat(Control.parse("{\"type\":\"message\",\"content\":\"hi\",\"key\":\"k\"}"))
                .contains(new Control.Say(new AddMessage("hi"), "k"));
        assertThat(Control.parse("{\"type\":\"edit\",\"message\":\"6.0\",\"content\":\"hi\"}"))
                .contains(new Control.Edit("6.0", new EditMessage("hi")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pause",
                "{\"type\":\"resume\",\"partial\":\"perhaps\"}",
                "{}",
                "{\"type\":\"explode\"}",
                "{\"type\":7}",
                "[]",
                "{\"type\":",
                "null"
            })
    void other_frames_name_nothing(String frame) {
        assertThat(Control.parse(frame)).isEmpty();
    }
}
