package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.gateway.Behind;
import dev.parley.gateway.RunningGateway;
import dev.parley.gateway.Scripted;
import dev.parley.gateway.admission.HeldBytes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeldBodiesTest extends RunningGateway {

    private final Scripted router = Behind.router();

    @Inject
    HeldBytes held;

    @Test
    void when_bodies_take_all_the_room_there_is_one_more_is_sent_away_for_a_moment() {
        HttpResponse<String> refused;
        try (HeldBytes.Share everything = held.share()) {
            everything.take(held.max() - held.held());

            refused = post("/api/chat", "{\"model\":\"m\"}");
        }

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(header(refused, "X-Parley-Error")).isEqualTo("too-many-bodies");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
    }

    /** Takes as long as the gateway is patient. */
    @Test
    void a_body_that_stops_coming_is_given_up_and_so_is_its_connection() {
        String answer = raw("POST /v1/chat/completions HTTP/1.1\r\nHost: " + authority()
                + "\r\nContent-Length: 100\r\n\r\n{\"model\":");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("body-too-slow").contains("\"error\":{\"message\"");
        assertThat(held.held()).isZero();
    }

    @Test
    void a_body_is_let_go_as_soon_as_it_is_sent_on() {
        router.on("POST /api/chat", (asked, response) -> {});

        var unanswered = http.sendAsync(
                request("POST", "/api/chat", BodyPublishers.ofString("x".repeat(100_000))),
                HttpResponse.BodyHandlers.ofString());

        await().until(() -> router.open() == 1);
        await().untilAsserted(() -> assertThat(held.held()).isZero());
        unanswered.cancel(true);
        await().until(() -> router.open() == 0);
    }
}
