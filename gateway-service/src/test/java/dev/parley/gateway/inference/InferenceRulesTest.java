package dev.parley.gateway.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.problem.ProblemCode;
import dev.parley.transport.relay.request.RequestLook;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceRulesTest {

    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

    private final InferenceRules rules = new InferenceRules(Duration.ofMinutes(30), Set.of("num_ctx"));

    @ParameterizedTest
    @ValueSource(strings = {"\"31m\"", "1801", "1e300", "\"24h\"", "\"1h0.5m\"", "1800.5"})
    void a_model_is_kept_no_longer_than_is_allowed(String keepAlive) throws Exception {
        Ruling ruling = judge(Kind.CHAT, CHAT.formatted(", \"Keep_Alive\" : " + keepAlive + " ,\"x\":1"));

        assertThat(ruling)
                .isEqualTo(new Ruling.Passed(Buffer.buffer(CHAT.formatted(", \"Keep_Alive\" : \"1800s\" ,\"x\":1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"30m\"", "1800", "0.5", "null", "\"5m\"", "\"100ms\""})
    void what_is_allowed_is_left_as_it_is(String keepAlive) throws Exception {
        String body = CHAT.formatted(",\"keep_alive\":" + keepAlive);

        Ruling ruling = judge(Kind.CHAT, body);

        assertThat(ruling).isEqualTo(new Ruling.Passed(Buffer.buffer(body)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "\"0\"", "\"0s\"", "\"-1m\"", "-0.0", "1e-12", "-1e300"})
    void unloading_and_pinning_need_another_scope(String keepAlive) throws Exception {
        Ruling ruling = judge(Kind.EMBED, "{\"model\":\"m\",\"input\":\"x\",\"keep_alive\":" + keepAlive + "}");

        assertThat(ruling).isInstanceOfSatisfying(Ruling.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ProblemCode.SCOPE_MISSING);
            assertThat(refused.detail()).contains("keep_alive").contains("models:write");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"300\"", "true", "{}", "[1]", "\"m\"", "\"1d\"", "\"\""})
    void what_no_node_reads_is_refused(String keepAlive) throws Exception {
        Ruling ruling = judge(Kind.CHAT, CHAT.formatted(",\"keep_alive\":" + keepAlive));

        assertThat(ruling)
                .isInstanceOfSatisfying(
                        Ruling.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.MALFORMED_BODY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GENERATE;{\"model\":\"m\"}",
                "GENERATE;{\"model\":\"m\",\"prompt\":\"\"}",
                "GENERATE;{\"model\":\"m\",\"prompt\":\"\",\"keep_alive\":0}",
                "CHAT;{\"model\":\"m\",\"messages\":[]}",
                "CHAT;{\"model\":\"m\",\"message\":\"no task chat reaches a node\"}",
                "EMBED;{\"model\":\"m\",\"input\":[]}"
            })
    void what_only_loads_a_model_needs_another_scope(Kind kind, String body) throws Exception {
        Ruling ruling = judge(kind, body);

        assertThat(ruling)
                .isInstanceOfSatisfying(
                        Ruling.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ProblemCode.SCOPE_MISSING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"num_batch", "num_gpu", "main_gpu", "use_mmap", "num_thread", "draft_num_predict", "use_mlock"})
    void options_that_make_a_node_load_anew_are_refused(String option) throws Exception {
        Ruling ruling = judge(Kind.CHAT, CHAT.formatted(",\"options\":{\"seed\":1,\"" + option + "\":1}"));

        assertThat(ruling).isInstanceOfSatisfying(Ruling.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ProblemCode.OPTION_NOT_ALLOWED);
            assertThat(refused.detail()).contains(option);
        });
    }

    @Test
    void options_of_the_answer_and_those_on_the_list_pass() throws Exception {
        Ruling ruling =
                judge(Kind.CHAT, CHAT.formatted(",\"options\":{\"temperature\":0,\"num_ctx\":8192,\"num_predict\":5}"));

        assertThat(ruling).isInstanceOf(Ruling.Passed.class);
    }

    @Test
    void what_nodes_do_not_read_on_openais_paths_is_left_alone() throws Exception {
        String body = "{\"model\":\"m\",\"messages\":[],\"keep_alive\":-1,\"options\":{\"num_gpu\":0}}";

        Ruling ruling = judge(Kind.OPENAI_CHAT, body);

        assertThat(ruling).isEqualTo(new Ruling.Passed(Buffer.buffer(body)));
    }

    private Ruling judge(Kind kind, String body) throws Exception {
        return rules.judge(kind, RequestLook.at(Buffer.buffer(body)));
    }
}
