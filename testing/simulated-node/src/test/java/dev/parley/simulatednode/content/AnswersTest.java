package dev.parley.simulatednode.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.simulatednode.catalogue.StockModels;
import dev.parley.simulatednode.options.Options;
import dev.parley.simulatednode.options.RunnerOptions;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONTEXT = 4_096;
    private static final String TOOLS = "[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":"
            + "{\"type\":\"object\",\"required\":[\"city\"],\"properties\":{\"city\":{\"type\":\"string\"},"
            + "\"unit\":{\"enum\":[\"C\",\"F\"]}}}}}]";

    private final Script script = new Script();
    private final Answers answers = new Answers(script);

    @Test
    void tokens_joined_are_the_text_and_words_take_the_space_before_them() {
        String text = "The sky is blue. 1, 2,\n\n  căței și עברית: don't 😀!";

        assertThat(String.join("", Tokens.of(text))).isEqualTo(text);
        assertThat(Tokens.of("The sky is blue.")).containsExactly("The", " sky", " is", " blue", ".");
        assertThat(Tokens.of("1, 2,")).containsExactly("1", ",", " ", "2", ",");
        assertThat(Tokens.count(text)).isEqualTo(Tokens.of(text).size());
    }

    @Test
    void the_same_question_gets_the_same_text_on_every_node() {
        NodeSettings here = NodeSettings.defaults().with("name", "a");
        NodeSettings there = NodeSettings.defaults().with("name", "b");

        assertThat(text(ask(here, "cheap heating"))).isEqualTo(text(ask(there, "cheap heating")));
    }

    @Test
    void another_question_model_or_seed_gets_another_text() {
        NodeSettings plain = NodeSettings.defaults();
        String text = text(ask(plain, "cheap heating"));

        assertThat(text(ask(plain, "cheap heating now"))).isNotEqualTo(text);
        assertThat(text(ask(plain.with("seed", 7), "cheap heating"))).isNotEqualTo(text);
        assertThat(text(ask(plain, "cheap heating", new Options(-1, 3L, 0, List.of(), RunnerOptions.DEFAULTS))))
                .isNotEqualTo(text);
    }

    @Test
    void with_vary_only_a_seed_at_temperature_zero_repeats_itself() {
        NodeSettings vary = NodeSettings.defaults().with("vary", true);
        Options fixed = new Options(-1, 3L, 0, List.of(), RunnerOptions.DEFAULTS);

        assertThat(text(ask(vary, "x", Options.DEFAULTS, 1))).isNotEqualTo(text(ask(vary, "x", Options.DEFAULTS, 2)));
        assertThat(text(ask(vary, "x", fixed, 1))).isEqualTo(text(ask(vary, "x", fixed, 2)));
    }

    @Test
    void an_answer_is_cut_at_its_greatest_length() {
        Options three = new Options(3, null, 0, List.of(), RunnerOptions.DEFAULTS);

        Answer answer = answers.to(ask(mode("echo"), "one two three four", three), CONTEXT);

        assertThat(answer.reason()).isEqualTo("length");
        assertThat(said(answer)).isEqualTo("one two three");
        assertThat(answer.tokens()).isEqualTo(3);
    }

    @Test
    void an_answer_ends_before_the_first_stop_text() {
        Options stop = new Options(-1, null, 0, List.of("four", "three"), RunnerOptions.DEFAULTS);

        Answer answer = answers.to(ask(mode("echo"), "one two three four", stop), CONTEXT);

        assertThat(answer.reason()).isEqualTo("stop");
        assertThat(said(answer)).isEqualTo("one two ");
    }

    @Test
    void an_endless_answer_ends_after_ten_contexts() {
        Answer answer = answers.to(ask(mode("lorem").with("answer_tokens", 100), "x"), 8);

        assertThat(answer.reason()).isEqualTo("length");
        assertThat(answer.tokens()).isEqualTo(80);
    }

    @Test
    void a_wanted_length_is_kept_exactly() {
        assertThat(answers.to(ask(mode("ideas").with("answer_tokens", 7), "x"), CONTEXT)
                        .tokens())
                .isEqualTo(7);
        assertThat(answers.to(ask(mode("lorem").with("answer_tokens", 500), "x"), CONTEXT)
                        .tokens())
                .isEqualTo(500);
    }

    @Test
    void several_tokens_may_share_a_record() {
        Answer answer = answers.to(ask(mode("echo").with("chunk_tokens", 3), "one two three four"), CONTEXT);

        assertThat(answer.pieces()).extracting(Piece::text).containsExactly("one two three", " four");
        assertThat(answer.tokens()).isEqualTo(4);
    }

    @Test
    void a_trailing_assistant_message_is_continued_exactly_where_it_ends() {
        List<Message> question = List.of(new Message("user", "cheap heating for schools"));
        String whole = said(answers.to(asked(NodeSettings.defaults(), question), CONTEXT));
        String prefix = whole.substring(0, whole.length() / 2);

        Answer rest = answers.to(
                asked(NodeSettings.defaults(), List.of(question.get(0), new Message("assistant", prefix))), CONTEXT);

        assertThat(prefix + said(rest)).isEqualTo(whole);
    }

    @Test
    void a_trailing_assistant_message_may_be_answered_instead() {
        List<Message> messages = List.of(new Message("user", "hi"), new Message("assistant", "hello"));

        Ask answering = asked(mode("echo").with("continue_assistant", false), messages);

        assertThat(said(answers.to(answering, CONTEXT))).isEqualTo("hello");
        assertThat(Prompt.rendered(answering)).endsWith("hello<|end|>\n<|assistant|>\n");
        assertThat(Prompt.rendered(asked(mode("echo"), messages))).endsWith("<|assistant|>\nhello");
    }

    @Test
    void prompts_are_counted_with_what_their_template_adds() {
        assertThat(Prompt.tokens(ask(mode("echo"), "Why is the sky blue?"))).isEqualTo(26);
    }

    @Test
    void each_line_may_carry_the_node_and_the_request() {
        NodeSettings labelled = mode("ideas").with("label", true).with("name", "sim-a");

        assertThat(said(answers.to(ask(labelled, "x"), CONTEXT)).lines())
                .allMatch(line -> line.endsWith(" [sim-a #1]"));
    }

    @Test
    void a_schema_is_filled_whatever_the_mode() throws Exception {
        JsonNode schema = JSON.readTree("{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                + "\"age\":{\"type\":\"integer\",\"minimum\":18,\"maximum\":99},\"kind\":{\"enum\":[\"a\",\"b\"]},"
                + "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"boolean\"},\"minItems\":3}},"
                + "\"required\":[\"name\",\"age\",\"kind\",\"tags\"]}");

        JsonNode filled = JSON.readTree(said(answers.to(
                ask(mode("ideas"), "Ana is 30, her son is 5.", Options.DEFAULTS, 1, null, schema), CONTEXT)));

        assertThat(filled.path("name").asText()).isEqualTo("Ana");
        assertThat(filled.path("age").asInt()).isEqualTo(30);
        assertThat(filled.path("kind").asText()).isEqualTo("a");
        assertThat(filled.path("tags")).hasSize(3).allMatch(JsonNode::isBoolean);
    }

    @Test
    void the_first_tool_is_called_with_fitting_arguments() throws Exception {
        Answer answer = answers.to(
                ask(mode("tool"), "Weather in Toronto?", Options.DEFAULTS, 1, JSON.readTree(TOOLS), null), CONTEXT);

        ToolCall call = answer.pieces().get(0).calls().get(0);
        assertThat(call.id()).matches("call_[a-z0-9]{8}");
        assertThat(call.name()).isEqualTo("get_weather");
        assertThat(call.arguments()).hasToString("{\"city\":\"Toronto\"}");
        assertThat(answer.finalCalls()).isEmpty();
    }

    @Test
    void a_tool_call_may_come_in_the_final_record() throws Exception {
        NodeSettings last = mode("tool").with("tools_in_final_record", true);

        Answer answer =
                answers.to(ask(last, "Weather in Toronto?", Options.DEFAULTS, 1, JSON.readTree(TOOLS), null), CONTEXT);

        assertThat(answer.pieces()).isEmpty();
        assertThat(answer.finalCalls().get(0).id()).hasSize(32);
    }

    @Test
    void thinking_comes_before_the_content() {
        Answer answer = answers.to(ask(mode("think"), "hi"), CONTEXT);

        List<Boolean> thinking = answer.pieces().stream()
                .map(piece -> !piece.thinking().isEmpty())
                .collect(Collectors.toList());
        assertThat(thinking.get(0)).isTrue();
        assertThat(thinking.get(thinking.size() - 1)).isFalse();
        assertThat(thinking.lastIndexOf(true)).isLessThan(thinking.indexOf(false));
    }

    @Test
    void scripted_answers_come_in_order_and_then_ideas() {
        script.add(List.of(ScriptedAnswer.text("first"), ScriptedAnswer.text("second")));

        assertThat(text(ask(mode("script"), "x"))).isEqualTo("first");
        assertThat(text(ask(mode("script"), "x"))).isEqualTo("second");
        assertThat(text(ask(mode("script"), "x"))).contains("NEXT:");
    }

    @Test
    void similar_texts_have_similar_vectors_of_length_one() {
        double[] sky = Vectors.unit(Vectors.raw("Why is the sky blue?", 384, 0));
        double[] same = Vectors.unit(Vectors.raw("Why is the sky blue?", 384, 0));
        double[] near = Vectors.unit(Vectors.raw("Why is the sky so blue?", 384, 0));
        double[] far = Vectors.unit(Vectors.raw("Bread rises with yeast", 384, 0));

        assertThat(dot(sky, sky)).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(same).isEqualTo(sky);
        assertThat(dot(sky, near)).isGreaterThan(0.85);
        assertThat(dot(sky, far)).isLessThan(0.3);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static NodeSettings mode(String mode) {
        return NodeSettings.defaults().with("mode", mode);
    }

    private String text(Ask ask) {
        return said(answers.to(ask, CONTEXT));
    }

    private static String said(Answer answer) {
        return answer.pieces().stream().map(Piece::text).collect(Collectors.joining());
    }

    private static Ask ask(NodeSettings settings, String words) {
        return ask(settings, words, Options.DEFAULTS);
    }

    private static Ask ask(NodeSettings settings, String words, Options options) {
        return ask(settings, words, options, 1);
    }

    private static Ask ask(NodeSettings settings, String words, Options options, long number) {
        return ask(settings, words, options, number, null, null);
    }

    private static Ask asked(NodeSettings settings, List<Message> messages) {
        return new Ask(
                StockModels.of("llama3.2"), messages, false, Options.DEFAULTS, false, null, null, -1, settings, 1);
    }

    private static Ask ask(
            NodeSettings settings,
            String words,
            Options options,
            long number,
            @Nullable JsonNode tools,
            @Nullable JsonNode format) {
        return new Ask(
                StockModels.of("llama3.2"),
                List.of(new Message("user", words)),
                false,
                options,
                false,
                tools,
                format,
                -1,
                settings,
                number);
    }
}
