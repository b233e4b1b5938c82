package dev.parley.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "7.0", "7.123", "999999999999999999.1"})
    void a_sequence_and_an_offset_are_an_event_id(String text) {
        assertThat(EventId.parse(text)).map(EventId::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "7.", ".7", "-1.0", "7.0.0", "x.y", " 7.0", "7.0\n", "9999999999999999999.0", "٧.٠"})
    void anything_else_is_none(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @Test
    void a_conversation_has_one_spelling_of_its_id() {
        assertThat(ConversationId.parse("7f3c2a10-5b7e-4a55-9d0e-0c1f6d2b8e41")).isPresent();
        assertThat(ConversationId.parse("1-1-1-1-1")).isEmpty();
        assertThat(ConversationId.parse("../start")).isEmpty();
    }
}
