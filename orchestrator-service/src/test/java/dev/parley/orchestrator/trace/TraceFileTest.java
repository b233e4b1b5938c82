package dev.parley.orchestrator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.orchestrator.TraceConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {

    private static final Instant THEN = Instant.parse("2024-01-15T10:30:00.000Z");

    @TempDir
    Path folder;

    /** Without what we add to a step: who said it, and how many tokens that took. */
    @Test
    void a_trace_has_the_form_of_the_first_orchestrations_log() throws Exception {
        Instant begun = Instant.parse("2024-01-15T10:30:00.001Z");
        Trace trace = new Trace(
                "frogcom-1705123456.789",
                begun,
                "Объясни квантовую физику",
                true,
                List.of(
                        step(
                                0,
                                "primary_response",
                                begun.plusSeconds(1),
                                "Квантовая физика изучает поведение...",
                                null),
                        step(1, "secondary_guidance", begun.plusSeconds(2), null, "1. Добавь примеры\n2. Объясни"),
                        TraceStep.last(begun.plusSeconds(4), "Квантовая физика", "m", null)));

        TraceFile file = file(1_000_000, 2);
        file.write(trace);
        file.close();

        assertThat(Files.readString(folder.resolve("logs/trace.log")).replace(",\n  \"model\": \"m\"", ""))
                .isEqualTo("""
                        ================================================================================
                        TRACE START: frogcom-1705123456.789
                        ================================================================================
                        {
                          "trace_id": "frogcom-1705123456.789",
                          "timestamp": "2024-01-15T10:30:00.001Z",
                          "user_prompt": "Объясни квантовую физику",
                          "orchestration_enabled": true,
                          "steps": []
                        }

                        --- STEP 0 ---
                        {
                          "step": 0,
                          "type": "primary_response",
                          "timestamp": "2024-01-15T10:30:01.001Z",
                          "response": "Квантовая физика изучает поведение..."
                        }

                        --- STEP 1 ---
                        {
                          "step": 1,
                          "type": "secondary_guidance",
                          "timestamp": "2024-01-15T10:30:02.001Z",
                          "guidance": "1. Добавь примеры\\n2. Объясни"
                        }

                        --- STEP final ---
                        {
                          "step": "final",
                          "type": "final_response",
                          "timestamp": "2024-01-15T10:30:04.001Z",
                          "final_response": "Квантовая физика"
                        }

                        """);
    }

    private static TraceStep step(int number, String type, Instant at, String response, String guidance) {
        return new TraceStep(number, type, at, response, guidance, null, null, null, null, null);
    }

    @Test
    void a_full_file_is_put_aside_and_the_oldest_of_those_goes() throws Exception {
        TraceFile file = file(100, 2);

        for (int i = 1; i <= 5; i++) {
            file.write(new Trace("parley-" + i, THEN, "p".repeat(200), true, List.of()));
        }
        file.close();

        assertThat(content("trace.log")).contains("parley-5");
        assertThat(content("trace.log.1")).contains("parley-4");
        assertThat(content("trace.log.2")).contains("parley-3");
        assertThat(folder.resolve("logs/trace.log.3")).doesNotExist();
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.resolve("logs").resolve(name));
    }

    private TraceFile file(long bytes, int aside) {
        TraceConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(TraceConfig.class)
                .withDefaultValue(
                        "orchestrator.trace.file",
                        folder.resolve("logs/trace.log").toString())
                .withDefaultValue("orchestrator.trace.file-bytes", Long.toString(bytes))
                .withDefaultValue("orchestrator.trace.files", Integer.toString(aside))
                .build()
                .getConfigMapping(TraceConfig.class);
        ObjectMapper json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        return new TraceFile(config, json);
    }
}
