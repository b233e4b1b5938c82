package dev.parley.transport.relay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningTallyTest {

    private static final String TOKEN = "{\"response\":\"a\",\"done\":false}\n";
    private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void the_counts_of_a_native_stream_are_in_its_last_record() {
        Tally tally = lines(
                TOKEN.repeat(3),
                TOKEN,
                "{\"done\":true,\"context\":[1,2],\"prompt_eval_count\":26,\"eval_count\":5,\"eval_duration\":9}\n");

        assertThat(tally.records()).isEqualTo(5);
        assertThat(tally.promptTokens()).hasValue(26);
        assertThat(tally.answerTokens()).hasValue(5);
    }

    @Test
    void the_time_for_which_a_node_made_it_wait_is_what_no_other_figure_explains() {
        Tally tally = lines(
                TOKEN,
                "{\"done\":true,\"done_reason\":\"stop\",\"context\":[1,2],\"total_duration\":912345678,"
                        + "\"load_duration\":61234567,\"prompt_eval_count\":26,\"prompt_eval_duration\":103456789,"
                        + "\"eval_count\":5,\"eval_duration\":742345678}\n");

        NodeTimes times = tally.times().orElseThrow();
        assertThat(times.load()).isEqualTo(Duration.ofNanos(61_234_567));
        assertThat(times.answer()).isEqualTo(Duration.ofNanos(742_345_678));
        assertThat(times.waited()).isEqualTo(Duration.ofNanos(5_308_644));
    }

    @Test
    void times_that_a_node_does_not_tell_are_none_and_never_below_zero() {
        assertThat(lines("{\"done\":true,\"total_duration\":5,\"eval_duration\":9}\n")
                        .times()
                        .orElseThrow()
                        .waited())
                .isZero();
        assertThat(lines("{\"done\":true,\"eval_count\":5,\"eval_duration\":9}\n")
                        .times())
                .isEmpty();
        assertThat(whole("{\"embeddings\":[[0.1]],\"total_duration\":7,\"prompt_eval_count\":16}")
                        .times())
                .contains(new NodeTimes(Duration.ofNanos(7), Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_last_record_longer_than_what_is_kept_still_tells() {
        String record = "{\"done\":true,\"context\":[" + "1234,".repeat(100_000)
                + "1],\"prompt_eval_count\":26,\"eval_count\":5}";

        assertThat(lines(TOKEN, record).answerTokens()).hasValue(5);
        assertThat(lines(TOKEN, record).records()).isEqualTo(2);
    }

    @Test
    void a_stream_that_broke_is_counted_by_its_records() {
        Tally tally = lines(TOKEN.repeat(40), TOKEN);

        assertThat(tally.answerTokens()).isEmpty();
        assertThat(tally.answerTokensOrGuess()).isEqualTo(41);
        assertThat(tally.promptTokensOrGuess(400)).isEqualTo(100);
    }

    @Test
    void what_a_model_says_is_never_taken_for_a_count() {
        Tally tally = lines("{\"prompt_eval_count\":26,\"eval_count\":500,\"tool_calls\":[{\"function\":{\"arguments\":"
                + "{\"prompt_eval_count\":0,\"eval_count\":0}}}],"
                + "\"response\":\",\\\"eval_count\\\":1,\\\\\",\"a\":\"\\\\\\\",\\\"usage\\\":{}\",\"done\":true}\n");

        assertThat(tally.promptTokens()).hasValue(26);
        assertThat(tally.answerTokens()).hasValue(500);
    }

    @Test
    void a_whole_native_answer_tells_at_its_end() {
        Tally tally = whole(
                "{\"message\":{\"content\":\"" + "x".repeat(100_000),
                "\"},\"done\":true," + "\"prompt_eval_count\":26,\"eval_count\":298}");

        assertThat(tally.promptTokens()).hasValue(26);
        assertThat(tally.answerTokens()).hasValue(298);
        assertThat(tally.records()).isZero();
    }

    @Test
    void embeddings_have_a_prompt_and_no_answer() {
        assertThat(whole("{\"embeddings\":[[0.1]],\"prompt_eval_count\":16}").answerTokens())
                .hasValue(0);
        assertThat(whole("{\"data\":[],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}\n")
                        .answerTokens())
                .hasValue(0);
    }

    @Test
    void a_cached_prompt_that_the_node_does_not_tell_is_guessed() {
        Tally tally = whole("{\"done\":true,\"eval_count\":5}");

        assertThat(tally.promptTokens()).isEmpty();
        assertThat(tally.answerTokens()).hasValue(5);
    }

    @Test
    void openai_tells_its_usage_before_the_end_mark() {
        Tally tally = events(
                CHUNK.repeat(2),
                "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":26,\"completion_tokens\":5,\"total_tokens\":31,"
                        + "\"completion_tokens_details\":{\"completion_tokens\":1}}}\r\n\r\n",
                ": comment\n\n",
                DONE);

        assertThat(tally.records()).as("a comment is none").isEqualTo(4);
        assertThat(tally.promptTokens()).hasValue(26);
        assertThat(tally.answerTokens()).hasValue(5);
    }

    @Test
    void a_usage_of_nothing_in_every_event_is_not_believed() {
        String chunk = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}}\n\n";

        assertThat(events(chunk, chunk).answerTokens()).isEmpty();
        assertThat(events(chunk, "data: {\"usage\":null}\n\n", DONE).answerTokensOrGuess())
                .isEqualTo(3);
    }

    @Test
    void the_last_usage_counts() {
        String first = "data: {\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":1}}\n\n";
        String second = "data: {\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":2}}\n\n";

        assertThat(events(first, second).answerTokens()).hasValue(2);
    }

    @Test
    void counts_beyond_all_sense_are_cut() {
        Tally tally = lines("{\"prompt_eval_count\":-7,\"eval_count\":99999999999999999999999,\"done\":true}\n");

        assertThat(tally.promptTokens()).hasValue(0);
        assertThat(tally.answerTokens()).hasValue(10_000_000);
    }

    @Test
    void what_is_no_json_tells_nothing() {
        for (String body :
                new String[] {"<html>", "}", "\"", "{", "\\\"}", "{\"eval_count\":}", "eval_count\":3}", "[1]"}) {
            assertThat(whole(body).answerTokens()).as(body).isEmpty();
        }
        assertThat(whole("").answerTokensOrGuess()).isZero();
    }

    private static Tally lines(String... pieces) {
        return tally(AnswerForm.nativeLines(), pieces);
    }

    private static Tally events(String... pieces) {
        return tally(AnswerForm.openAiEvents(), pieces);
    }

    private static Tally whole(String... pieces) {
        return tally(AnswerForm.wholeBody(), pieces);
    }

    private static Tally tally(AnswerForm form, String... pieces) {
        RunningTally tally = new RunningTally(form);
        for (String piece : pieces) {
            tally.passed(Buffer.buffer(piece));
        }
        return tally.tally();
    }
}
