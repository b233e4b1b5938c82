package dev.parley.transport.relay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class RecordBufferTest {

    private static final String CHUNK = "{\"model\":\"m\",\"response\":\"The\",\"done\":false}\n";
    private static final String FINAL = "{\"model\":\"m\",\"response\":\"\",\"done\":true,\"done_reason\":\"stop\"}\n";

    private final RecordBuffer lines = new RecordBuffer(AnswerForm.nativeLines());
    private final RecordBuffer events = new RecordBuffer(AnswerForm.openAiEvents());

    @Test
    void only_whole_lines_are_handed_out() {
        lines.append(Buffer.buffer(CHUNK + CHUNK + "{\"model\":"));

        Buffer whole = lines.takeWhole();

        assertThat(whole).hasToString(CHUNK + CHUNK);
        assertThat(lines.size()).isEqualTo("{\"model\":".length());
        assertThat(lines.mark()).isEqualTo(Mark.MORE);
    }

    @Test
    void a_line_that_comes_byte_by_byte_is_handed_out_once_and_whole() {
        Buffer seen = Buffer.buffer();

        for (byte b : CHUNK.getBytes()) {
            lines.append(Buffer.buffer(new byte[] {b}));
            seen.appendBuffer(lines.takeWhole());
        }

        assertThat(seen).hasToString(CHUNK);
    }

    @Test
    void the_final_record_is_known_though_its_line_end_is_missing() {
        lines.append(Buffer.buffer(CHUNK + FINAL.strip()));

        Buffer last = lines.takeLast();

        assertThat(last).hasToString(CHUNK + FINAL.strip());
        assertThat(lines.mark()).isEqualTo(Mark.DONE);
    }

    @Test
    void a_fragment_at_the_end_stays_behind() {
        lines.append(Buffer.buffer(CHUNK + "{\"model\":\"m\",\"resp"));

        Buffer last = lines.takeLast();

        assertThat(last).hasToString(CHUNK);
        assertThat(lines.mark()).isEqualTo(Mark.MORE);
    }

    @Test
    void an_empty_line_after_the_final_record_does_not_undo_it() {
        lines.append(Buffer.buffer(FINAL));
        lines.takeWhole();

        lines.append(Buffer.buffer("\n"));
        Buffer blank = lines.takeWhole();

        assertThat(blank).hasToString("\n");
        assertThat(lines.mark()).isEqualTo(Mark.DONE);
    }

    @Test
    void an_event_ends_with_an_empty_line_however_the_reads_fall() {
        Buffer seen = Buffer.buffer();
        String text = "data: {\"a\":1}\r\n\r\ndata: [DONE]\n\n";

        for (byte b : text.getBytes()) {
            events.append(Buffer.buffer(new byte[] {b}));
            Buffer whole = events.takeWhole();
            assertThat(whole.toString()).matches("(?s)|.*\\n\\r?\\n");
            seen.appendBuffer(whole);
        }

        assertThat(seen).hasToString(text);
        assertThat(events.mark()).isEqualTo(Mark.DONE);
    }

    @Test
    void an_event_without_its_empty_line_is_a_fragment() {
        events.append(Buffer.buffer("data: {\"a\":1}\n\ndata: {\"b\":2}\n"));

        Buffer last = events.takeLast();

        assertThat(last).hasToString("data: {\"a\":1}\n\n");
        assertThat(events.size()).isEqualTo("data: {\"b\":2}\n".length());
    }

    @Test
    void a_whole_body_may_be_empty() {
        RecordBuffer body = new RecordBuffer(AnswerForm.wholeBody());

        Buffer last = body.takeLast();

        assertThat(last.length()).isZero();
        assertThat(body.mark()).isEqualTo(Mark.DONE);
    }
}
