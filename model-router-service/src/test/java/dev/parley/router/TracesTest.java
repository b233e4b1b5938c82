package dev.parley.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator who records traces sees of one request. */
@QuarkusTest
class TracesTest extends RouterTestBase {

    @Inject
    RecordedSpans spans;

    @Test
    void every_decision_is_an_event_of_the_request_s_span() {
        spans.ended().clear();
        nodes.alpha().fault("F17");

        await().until(() -> router.post("/api/chat", RouterClient.CHAT)
                .headers()
                .firstValue("X-Parley-Attempts")
                .equals(Optional.of("2")));

        SpanData span = await().until(this::ofTwoAttempts, Optional::isPresent).orElseThrow();
        assertThat(span.getEvents())
                .extracting(EventData::getName)
                .containsSubsequence(
                        "parley.place.sought",
                        "parley.node.asked",
                        "parley.node.failed",
                        "parley.place.sought",
                        "parley.node.asked",
                        "parley.node.answering");
        assertThat(text(span, "parley.node")).isEqualTo("beta");
        assertThat(text(span, "parley.outcome")).isEqualTo("completed");
        assertThat(text(span, "gen_ai.response.model")).isEqualTo("llama3.2:latest");
        assertThat(span.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")))
                .isPositive();
    }

    private Optional<SpanData> ofTwoAttempts() {
        return spans.ended().stream()
                .filter(span -> span.getEvents().stream()
                        .anyMatch(event -> event.getName().equals("parley.node.failed")))
                .findFirst();
    }

    private static String text(SpanData span, String key) {
        return span.getAttributes().get(AttributeKey.stringKey(key));
    }
}
