package dev.parley.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    @Test
    void no_more_are_let_in_than_may_be() {
        OpenStreams streams = new OpenStreams(2);
        streams.open(() -> {});
        streams.open(() -> {});

        assertThat(streams.open(() -> {})).isEmpty();
        assertThat(streams.count()).isEqualTo(2);
    }

    @Test
    void a_permit_is_given_back_once_however_often_it_is_closed() {
        OpenStreams streams = new OpenStreams(2);
        OpenStreams.Permit first = streams.open(() -> {}).orElseThrow();
        streams.open(() -> {});

        first.close();
        first.close();

        assertThat(streams.count()).isEqualTo(1);
        assertThat(streams.open(() -> {})).isPresent();
        assertThat(streams.open(() -> {})).isEmpty();
    }

    @Test
    void all_that_are_open_are_ended_when_the_process_goes_and_none_that_has_ended() {
        OpenStreams streams = new OpenStreams(3);
        List<String> ended = new ArrayList<>();
        streams.open(() -> ended.add("first"));
        streams.open(() -> ended.add("second")).orElseThrow().close();

        streams.endAll();

        assertThat(ended).containsExactly("first");
    }
}
