package dev.parley.localstack.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaHostTest {

    @ParameterizedTest
    @CsvSource({
        "'',                        http://127.0.0.1:11434",
        "localhost,                 http://localhost:11434",
        "0.0.0.0,                   http://127.0.0.1:11434",
        "0.0.0.0:9999,              http://127.0.0.1:9999",
        ":9999,                     http://127.0.0.1:9999",
        "192.168.1.5:1234,          http://192.168.1.5:1234",
        "http://box,                http://box:80",
        "https://box,               https://box:443",
        "https://box:8443,          https://box:8443",
        "http://box/k/secret/,      http://box:80/k/secret",
        "box:1234/prefix,           http://box:1234/prefix",
        "[::1],                     http://[::1]:11434",
        "[::1]:1234,                http://[::1]:1234",
        "::1,                       http://[::1]:11434",
        "[::]:1234,                 http://127.0.0.1:1234",
        "http://[::],               http://127.0.0.1:80",
        "'  box:1  ',               http://box:1",
        "'\"box:1\"',               http://box:1",
        "box:99999,                 http://box:11434",
        "box:port,                  http://box:11434"
    })
    void a_host_is_read_as_ollamas_own_client_reads_it(String value, String url) {
        assertThat(OllamaHost.parse(value)).hasToString(url);
    }

    @Test
    void another_scheme_is_refused_with_the_form_that_was_expected() {
        assertThatThrownBy(() -> OllamaHost.parse("ftp://box"))
                .hasMessage("ftp://box (expected: [http[s]://]host[:port][/path])");
    }

    @ParameterizedTest
    @ValueSource(strings = {"box:99999", "box:port", "box:"})
    void a_port_that_was_typed_wrongly_is_refused(String value) {
        assertThatThrownBy(() -> OllamaHost.parseStrictly(value)).hasMessageStartingWith(value + " (expected: ");
    }
}
