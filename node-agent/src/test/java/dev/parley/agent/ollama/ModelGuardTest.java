package dev.parley.agent.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelGuardTest {

    private final Offer offer = new Offer("llama3.2, hf.co/some/thing:Q4");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"llama3.2\"}",
                "{\"model\":\"LLAMA3.2:latest\",\"messages\":[{\"model\":\"other\"}]}",
                "{\"prompt\":\"\\\"model\\\":\\\"other\\\"\",\"model\":\"llama3.2\"}",
                "{\"options\":{\"model\":\"other\"},\"model\" : \"hf.co/some/thing:q4\"}",
                "{\"model\":\"llama3.2\"}{\"model\":\"other\"}",
                "{\"name\":\"other\",\"model\":\"llama3.2\"}",
                "{\"a\":\"model\",\"b\":\"other\",\"model\":\"llama3.2\"}",
                "{}",
                "[\"model\",\"other\"]"
            })
    void what_is_lent_may_be_asked(String body) {
        assertThat(allowed(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"other\"}",
                "{\"MODEL\":\"other\"}",
                "{\"\\u006dodel\":\"other\"}",
                "{\"model\":\"oth\\u0065r\"}",
                "{\"model\":\"llama3.2\",\"model\":\"other\"}",
                "{\"messages\":[{\"role\":\"}\"},[1]],\"model\":\"llama3.2:70b\"}",
                "{\"prompt\":\"a\\\\\",\"model\":\"other\"}"
            })
    void what_is_not_lent_may_not_however_it_is_written(String body) {
        assertThat(allowed(body)).isFalse();
    }

    /** In one piece, and byte by byte. */
    private boolean allowed(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean whole = new ModelGuard("/api/chat", offer::has).allows(ByteBuffer.wrap(bytes));
        ModelGuard slow = new ModelGuard("/api/chat", offer::has);
        boolean piecemeal = true;
        for (byte each : bytes) {
            piecemeal = slow.allows(ByteBuffer.wrap(new byte[] {each}));
        }
        assertThat(piecemeal).isEqualTo(whole);
        return whole;
    }

    @Test
    void show_has_an_older_name_for_it() {
        ModelGuard guard = new ModelGuard("/api/show", offer::has);

        assertThat(guard.allows(ByteBuffer.wrap("{\"name\":\"other\"}".getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        assertThat(guard.model()).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({"*, anything, true", "'', anything, true", "llama2, llama2:latest, true", "llama2, llama2:13b, false"})
    void an_offer_is_names_or_everything(String said, String model, boolean has) {
        assertThat(new Offer(said).has(model)).isEqualTo(has);
    }

    @Test
    void what_is_lent_but_not_installed_is_missing() {
        Catalogue catalogue = new Catalogue(List.of(new Installed("llama3.2:latest", "d")), List.of());

        assertThat(new Offer("llama3.2,mistral").missingIn(catalogue)).containsExactly("mistral");
        assertThat(new Offer("llama3.2,mistral").of(catalogue)).containsExactly(new Installed("llama3.2:latest", "d"));
    }
}
