package dev.parley.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {

    private static final String STREAM = "id: 7.0\nevent: turn.started\ndata: {\"turn\":1}\n\n"
            + ": keep-alive\n\n"
            + "id: 7.4\nevent: token\ndata: {\"content\":\"mâine, \uD83D\uDE00\"}\n\n"
            + "event: thinking\r\ndata:{\"content\":\"hm\"}\r\n\r\n";

    private static final List<ServerSentEvent> EVENTS = List.of(
            new ServerSentEvent("7.0", "turn.started", "{\"turn\":1}"),
            new ServerSentEvent("7.4", "token", "{\"content\":\"mâine, \uD83D\uDE00\"}"),
            new ServerSentEvent(null, "thinking", "{\"content\":\"hm\"}"));

    @Test
    void a_stream_read_at_once_gives_its_events_and_no_comments() {
        List<ServerSentEvent> events = new ServerSentEvents(1_000).feed(STREAM.getBytes(StandardCharsets.UTF_8));

        assertThat(events).isEqualTo(EVENTS);
    }

    @Test
    void a_stream_read_byte_by_byte_gives_the_same_events() {
        ServerSentEvents parser = new ServerSentEvents(1_000);
        List<ServerSentEvent> events = new ArrayList<>();

        for (byte one : STREAM.getBytes(StandardCharsets.UTF_8)) {
            events.addAll(parser.feed(new byte[] {one}));
        }

        assertThat(events).isEqualTo(EVENTS);
    }

    @Test
    void lines_of_data_are_joined() {
        List<ServerSentEvent> events =
                new ServerSentEvents(1_000).feed("data: a\ndata: b\n\n".getBytes(StandardCharsets.UTF_8));

        assertThat(events).containsExactly(new ServerSentEvent(null, "message", "a\nb"));
    }

    @Test
    void an_event_that_never_ends_is_not_gathered_for_ever() {
        ServerSentEvents parser = new ServerSentEvents(100);

        assertThatThrownBy(() -> parser.feed(("data: " + "x".repeat(200)).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("100 bytes");
    }

    @Test
    void data_of_many_short_lines_is_bounded_too() {
        ServerSentEvents parser = new ServerSentEvents(100);

        assertThatThrownBy(() -> parser.feed("data: xxxxxxxx\n".repeat(20).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("100 bytes");
    }
}
