package dev.parley.simulatednode.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoJsonTest {

    @Test
    void text_is_escaped_as_go_escapes_it() {
        assertThat(GoJson.quote("a\"b\\c\n\r\t\b\f\u0001<>&\u2028\u2029é😀\u007f"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\b\\f\\u0001\\u003c\\u003e\\u0026\\u2028\\u2029é😀\u007f\"");
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() {
        assertThat(GoJson.quote("a\ud83d")).isEqualTo("\"a\ufffd\"");
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "-0.5, -0.5",
        "0.00001, 0.00001",
        "0.0000001, 1e-7",
        "1.5E-9, 1.5e-9",
        "1E21, 1e+21",
        "123456789012345680000, 123456789012345680000",
        "2.0E-3, 0.002",
        "0, 0"
    })
    void numbers_are_laid_out_as_go_lays_them_out(double number, String expected) {
        assertThat(GoNumber.of(number)).isEqualTo(expected);
    }

    @Test
    void floats_are_as_short_as_they_can_be() {
        assertThat(GoNumber.of(0.1f)).isEqualTo("0.1");
        assertThat(GoNumber.of(2.0E-3f)).isEqualTo("0.002");
        assertThat(GoNumber.of(1.17549435E-38f)).isEqualTo("1.1754944e-38");
    }

    @Test
    void timestamps_lose_their_trailing_zeros() {
        assertThat(GoTime.utc(Instant.parse("2026-11-20T07:21:18.500Z"))).isEqualTo("2026-11-20T07:21:18.5Z");
        assertThat(GoTime.utc(Instant.parse("2026-11-20T07:21:18Z"))).isEqualTo("2026-11-20T07:21:18Z");
        assertThat(GoTime.zoned(OffsetDateTime.parse("2026-11-20T07:21:18.000000001+01:00")))
                .isEqualTo("2026-11-20T07:21:18.000000001+01:00");
    }

    @ParameterizedTest
    @CsvSource({
        "5m, 300000000000",
        "1h30m, 5400000000000",
        "0, 0",
        "-1s, -1000000000",
        "1.5s, 1500000000",
        "10ms, 10000000"
    })
    void durations_are_read_as_go_reads_them(String text, long nanos) {
        assertThat(GoDuration.parse(text)).isEqualTo(nanos);
    }

    @Test
    void a_duration_without_a_unit_is_refused_with_gos_text() {
        assertThatThrownBy(() -> GoDuration.parse("300")).hasMessage("time: missing unit in duration \"300\"");
        assertThatThrownBy(() -> GoDuration.parse("5x")).hasMessage("time: unknown unit \"x\" in duration \"5x\"");
        assertThatThrownBy(() -> GoDuration.parse("")).hasMessage("time: invalid duration \"\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` `|missing request body",
                "{oops|invalid character 'o' looking for beginning of object key string",
                "{\"a\" 1}|invalid character '1' after object key",
                "{\"a\":1 \"b\"}|invalid character '\"' after object key:value pair",
                "[1 2]|invalid character '2' after array element",
                "{\"a\":tru}|invalid character '}' in literal true (expecting 'e')",
                "{\"a\":-}|invalid character '}' in numeric literal",
                "{\"a\":1.}|invalid character '}' after decimal point in numeric literal",
                "{\"a\":1e}|invalid character '}' in exponent of numeric literal",
                "{\"a\":\"\\x\"}|invalid character 'x' in string escape code",
                "{\"a\":\"\\u12g4\"}|invalid character 'g' in \\u hexadecimal character escape",
                "hello|invalid character 'h' looking for beginning of value",
                "{\"a\":|unexpected EOF",
                "{\"a\":\"b|unexpected EOF"
            })
    void a_body_that_is_no_json_is_refused_with_gos_text(String body, String message) {
        assertThatThrownBy(() -> GoJsonReader.first(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(GoJsonException.class)
                .hasMessage(message);
    }

    @Test
    void only_the_first_value_of_a_body_is_read() {
        byte[] body = "{\"a\":\"é\\u00e9\\n\",\"b\":[1,-2.5e3,true,null]} trailing".getBytes(StandardCharsets.UTF_8);

        assertThat(GoJson.value(GoJsonReader.first(body))).isEqualTo("{\"a\":\"éé\\n\",\"b\":[1,-2500,true,null]}");
    }

    @Test
    void fields_match_without_regard_to_case_and_wrong_types_are_told_as_go_tells_them() {
        byte[] body =
                "{\"MODEL\":\"m\",\"stream\":\"yes\",\"messages\":{},\"keep\":null}".getBytes(StandardCharsets.UTF_8);
        Fields fields = Fields.of(GoJsonReader.first(body), "ChatRequest");

        assertThat(fields.text("model")).isEqualTo("m");
        assertThat(fields.flag("keep")).isNull();
        assertThatThrownBy(() -> fields.flag("stream"))
                .hasMessage("json: cannot unmarshal string into Go struct field ChatRequest.stream of type bool");
        assertThatThrownBy(() -> fields.list("messages", "Message"))
                .hasMessage(
                        "json: cannot unmarshal object into Go struct field ChatRequest.messages of type []api.Message");
    }
}
