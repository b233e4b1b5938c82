package dev.parley.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.gateway.admission.Origins.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final String HOST = "127.0.0.1:8080";

    @Test
    void programs_and_our_own_page_need_no_permission() {
        Origins origins = new Origins(List.of());

        assertThat(origins.judge(null, HOST)).isEqualTo(Verdict.OWN);
        assertThat(origins.judge("http://" + HOST, HOST)).isEqualTo(Verdict.OWN);
        assertThat(origins.judge("https://" + HOST, HOST)).isEqualTo(Verdict.OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:3000",
                "https://127.0.0.1:5173",
                "http://0.0.0.0:9",
                "app://obsidian.md",
                "file://",
                "tauri://localhost",
                "vscode-webview://abc"
            })
    void pages_of_the_same_machine_are_allowed(String origin) {
        Verdict verdict = new Origins(List.of()).judge(origin, HOST);

        assertThat(verdict).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost.evil.example",
                "http://127.0.0.1.evil.example",
                "",
                "http://127.0.0.1:8080.evil.example"
            })
    void pages_of_other_sites_are_refused(String origin) {
        Verdict verdict = new Origins(List.of()).judge(origin, "other:1");

        assertThat(verdict).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void an_operator_may_allow_more_with_one_wildcard_each() {
        Origins origins = new Origins(List.of("https://*.town.example"));

        assertThat(origins.judge("https://lab.town.example", HOST)).isEqualTo(Verdict.ALLOWED);
        assertThat(origins.judge("https://town.example", HOST)).isEqualTo(Verdict.REFUSED);
        assertThat(origins.judge("http://lab.town.example", HOST)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void a_lone_wildcard_allows_every_page() {
        Origins origins = new Origins(List.of("*"));

        assertThat(origins.judge("https://evil.example", HOST)).isEqualTo(Verdict.ALLOWED);
        assertThat(origins.allowsAll()).isTrue();
    }

    @Test
    void two_wildcards_are_a_mistake() {
        assertThatThrownBy(() -> new Origins(List.of("https://*.*.example"))).hasMessageContaining("at most one *");
    }
}
