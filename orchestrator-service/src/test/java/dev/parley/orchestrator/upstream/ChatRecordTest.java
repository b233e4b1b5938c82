package dev.parley.orchestrator.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.orchestrator.model.Piece;
import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRecordTest {

    @Test
    void a_chunk_gives_its_thought_and_its_text() {
        assertThat(pieces("{\"message\":{\"content\":\"ă\",\"thinking\":\"hm\"},\"done\":false}"))
                .containsExactly(new Piece.Thought("hm"), new Piece.Text("ă"));
    }

    @Test
    void the_last_record_may_still_say_something() {
        assertThat(
                        pieces(
                                "{\"model\":\"m\",\"message\":{\"content\":\"z\"},\"done\":true,\"eval_count\":5,\"prompt_eval_count\":9}"))
                .containsExactly(new Piece.Text("z"), new Piece.Done(9, 5, "attic", "m"));
    }

    @Test
    void an_answer_that_was_cut_says_so() {
        assertThat(pieces("{\"done\":true,\"done_reason\":\"length\"}"))
                .containsExactly(new Piece.Done(null, null, "attic", null, null, Piece.Finish.LENGTH));
    }

    @Test
    void counts_that_a_node_leaves_out_are_unknown() {
        assertThat(pieces("{\"done\":true}")).containsExactly(new Piece.Done(null, null, "attic", null));
    }

    @Test
    void an_empty_chunk_says_nothing_but_has_a_size() {
        assertThat(pieces("{\"message\":{\"content\":\"\"},\"done\":false}")).containsExactly(new Piece.Blank(39));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\":\"runner stopped\"}", "{\"error\":{\"message\":\"x\"}}", "not json", "[1]", "3"})
    void an_error_or_no_record_at_all_breaks_the_answer(String line) {
        List<Piece> pieces = pieces(line);

        assertThat(pieces).hasSize(1);
        assertThat(((Piece.Broken) pieces.get(0)).code()).isEqualTo(ProblemCode.STREAM_BROKEN);
    }

    private static List<Piece> pieces(String line) {
        return ChatRecord.pieces(Buffer.buffer(line), "attic", null);
    }
}
