package dev.parley.router.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private final Recording recording = new Recording();

    @Test
    void who_keeps_up_reads_piece_by_piece_and_who_comes_late_all_at_once() {
        Recording.Place early = new Recording.Place();
        Recording.Place late = new Recording.Place();

        recording.add(Buffer.buffer("a\n"));
        String first = recording.read(early).toString();
        recording.add(Buffer.buffer("b\n"));
        String second = recording.read(early).toString();

        assertThat(List.of(first, second)).containsExactly("a\n", "b\n");
        assertThat(recording.read(late)).hasToString("a\nb\n");
        assertThat(recording.read(late).length()).isZero();
    }

    @Test
    void what_is_read_at_once_is_bounded() {
        Recording.Place late = new Recording.Place();
        for (int i = 0; i < 5; i++) {
            recording.add(Buffer.buffer(new byte[30_000]));
        }

        assertThat(recording.read(late).length()).isEqualTo(60_000);
        assertThat(recording.ahead(late)).isEqualTo(90_000);
    }

    @Test
    void only_what_somebody_has_to_read_is_held_once_it_is_forgotten() {
        Recording.Place fast = new Recording.Place();
        Recording.Place slow = new Recording.Place();
        recording.add(Buffer.buffer("a\n"));
        recording.read(slow);
        recording.add(Buffer.buffer("b\n"));
        recording.add(Buffer.buffer("c\n"));
        recording.read(fast);

        recording.forgetBefore(List.of(fast, slow));

        assertThat(recording.isWhole()).isFalse();
        assertThat(recording.held()).isEqualTo(4);
        assertThat(recording.bytes()).isEqualTo(6);
        assertThat(recording.read(slow)).hasToString("b\nc\n");
    }

    @Test
    void without_readers_nothing_is_held() {
        recording.add(Buffer.buffer("a\n"));

        recording.forgetBefore(List.of());

        assertThat(recording.held()).isZero();
    }
}
