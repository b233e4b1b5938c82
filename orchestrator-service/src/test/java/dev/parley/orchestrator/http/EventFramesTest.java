package dev.parley.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.protocol.event.ConversationEvent.Thinking;
import dev.parley.protocol.event.ConversationEvent.Token;
import dev.parley.protocol.event.ConversationEvent.TurnSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventFramesTest {

    private static final UUID HERE = UUID.fromString("00000000-0000-0000-0000-000000000001");
    private static final UUID ELSEWHERE = UUID.fromString("00000000-0000-0000-0000-000000000002");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final EventFrames frames =
            new EventFrames(JsonMapper.builder().addModule(new JavaTimeModule()).build());

    @Test
    void what_many_viewers_are_shown_is_written_once() {
        byte[] first = frames.of(new Token("7.5", HERE, NOW, 1, "hello"));

        byte[] second = frames.of(new Token("7.5", HERE, NOW.plusMillis(3), 1, "hello"));

        assertThat(second).isSameAs(first);
        assertThat(text(first)).startsWith("id: 7.5\nevent: token\ndata: {").endsWith("}\n\n");
    }

    @Test
    void the_same_place_with_other_text_is_another_frame() {
        String some = text(frames.of(new Token("7.5", HERE, NOW, 1, "lo")));

        String all = text(frames.of(new Token("7.5", HERE, NOW, 1, "hello")));
        String snapshot = text(frames.of(new TurnSnapshot("7.5", HERE, NOW, 1, "hello")));
        String elsewhere = text(frames.of(new Token("7.5", ELSEWHERE, NOW, 1, "world")));

        assertThat(some).contains("\"lo\"");
        assertThat(all).contains("\"hello\"").contains("event: token");
        assertThat(snapshot).contains("event: turn.snapshot");
        assertThat(elsewhere).contains("\"world\"").contains(ELSEWHERE.toString());
    }

    @Test
    void thoughts_have_no_place_and_are_written_each_time() {
        String one = text(frames.of(new Thinking(null, HERE, NOW, 1, "hmm")));

        String two = text(frames.of(new Thinking(null, HERE, NOW, 1, "aha")));

        assertThat(one).startsWith("event: thinking\n").contains("hmm");
        assertThat(two).contains("aha");
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }
}
