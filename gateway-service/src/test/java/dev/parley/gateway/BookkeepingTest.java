package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.gateway.usage.UsageBook;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BookkeepingTest extends RunningGateway {

    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final String key = "{\"key\":\"" + UUID.randomUUID() + "\",\"all\":true}";

    @Inject
    Bookkeeping bookkeeping;

    @Inject
    OpenAnswers answers;

    @Inject
    UsageBook book;

    @Test
    void a_process_that_goes_writes_down_what_it_has_and_what_open_answers_took_so_far() throws Exception {
        Behind.router()
                .on(
                        "POST /api/chat",
                        (asked, response) -> response.putHeader("Content-Type", "application/x-ndjson")
                                .putHeader("X-Parley-Model", "m:latest")
                                .setChunked(true)
                                .write("{\"done\":false}\n{\"done\":false}\n"));
        HttpResponse<InputStream> open = http.send(
                request("POST", "/api/chat", BodyPublishers.ofString(CHAT), "X-Test-Key", key),
                BodyHandlers.ofInputStream());
        open.body().read();

        bookkeeping.end(new ShutdownEvent());

        assertThat(answers.count()).isZero();
        assertThat(book.size()).isZero();
        JsonNode report = json(get("/api/usage", "X-Test-Key", key).body());
        assertThat(report.at("/models/0/tokens").asInt()).isEqualTo(2);
        await().until(() -> Behind.router().open() == 0);
    }
}
