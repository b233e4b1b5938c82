package dev.parley.router.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\":\"a\",\"format\":\"json\"} | { \"format\" : \"json\",\t \"prompt\" : \"a\" }",
                "{\"prompt\":\"é\"} | {\"prompt\":\"\\u00e9\"}",
                "{\"Prompt\":\"a\"} | {\"prompt\":\"a\"}",
                "{\"prompt\":\"a\",\"model\":\"m\",\"stream\":true,\"keep_alive\":\"5m\",\"user\":\"u\"} | {\"prompt\":\"a\"}",
                "{\"prompt\":\"a\",\"system\":null} | {\"prompt\":\"a\"}",
                "{\"temperature\":0.0} | {\"temperature\":0}",
                "{\"options\":{\"seed\":1,\"temperature\":0.50}} | {\"options\":{\"temperature\":5e-1,\"seed\":1.0}}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} | {\"messages\":[{\"content\":\"a\",\"role\":\"user\"}]}"
            })
    void what_means_the_same_to_a_node_has_one_form(String one, String other) {
        assertThat(canonical(one)).isEqualTo(canonical(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"prompt\":\"a\"} | {\"prompt\":\"a \"}",
                "{\"prompt\":\"a\"} | {\"prompt\":\"A\"}",
                "{\"prompt\":\"a\"} | {\"prompt\":\"a\",\"images\":[\"aGk=\"]}",
                "{\"options\":{\"seed\":1}} | {\"options\":{\"seed\":2}}",
                "{\"options\":{\"seed\":1}} | {\"options\":{\"Seed\":1}}",
                "{\"messages\":[{\"content\":\"a\"},{\"content\":\"b\"}]} | {\"messages\":[{\"content\":\"b\"},{\"content\":\"a\"}]}",
                "{\"messages\":[{\"content\":\"a\",\"images\":[\"x\"]}]} | {\"messages\":[{\"content\":\"a\",\"images\":[\"y\"]}]}",
                "{\"tools\":[{\"a\":{\"x\":1,\"y\":2}}]} | {\"tools\":[{\"a\":{\"y\":2,\"x\":1}}]}",
                "{\"format\":{\"x\":{},\"y\":{}}} | {\"format\":{\"y\":{},\"x\":{}}}",
                "{\"tools\":[{\"default\":1}]} | {\"tools\":[{\"default\":1.0}]}",
                "{\"think\":true} | {\"think\":\"true\"}",
                "{\"input\":[\"a\",\"b\"]} | {\"input\":\"a,b\"}",
                "{\"dimensions\":1} | {\"dimensions\":2}"
            })
    void what_may_mean_another_answer_has_another_form(String one, String other) {
        assertThat(canonical(one)).isNotEqualTo(canonical(other));
    }

    @Test
    void what_follows_the_first_value_is_not_read_as_no_node_reads_it() {
        assertThat(canonical("{\"prompt\":\"a\"} and more")).isEqualTo(canonical("{\"prompt\":\"a\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"options\":{\"seed\":1,\"seed\":2}}",
                "{\"temperature\":0,\"Temperature\":1}",
                "{\"messages\":[{\"content\":\"a\",\"content\":\"b\"}]}",
                "[1]",
                "{\"prompt\":"
            })
    void what_nodes_may_read_differently_has_none(String body) {
        assertThatThrownBy(() -> canonical(body)).isInstanceOf(UncheckedIOException.class);
    }

    private static String canonical(String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CanonicalBody.write(Buffer.buffer(body), out);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
