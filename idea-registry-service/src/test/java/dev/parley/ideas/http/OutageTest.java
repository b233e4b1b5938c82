package dev.parley.ideas.http;

import static dev.parley.protocol.idea.Verdict.NEW;
import static dev.parley.protocol.idea.Verdict.REPEATED;
import static dev.parley.protocol.idea.Verdict.UNVERIFIED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.ideas.RegistryClient;
import dev.parley.ideas.RegistryTest;
import dev.parley.protocol.idea.Idea;
import dev.parley.testkit.postgres.EmbeddedPostgresServer;
import dev.parley.testkit.redis.RedisTestServer;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a store that goes away does to claims. Slow by nature: servers are stopped and started. */
@RegistryTest
class OutageTest {

    private static final String LAMPS = "Replace the street lamps with LEDs.";
    private static final String ROOFS = "Rent out the school roofs.";
    private static final String POOL = "Close the pool on Mondays.";
    private static final Duration COME_BACK = Duration.ofSeconds(30);

    @TestHTTPResource(value = "/", management = true)
    URI management;

    RedisTestServer redis;
    EmbeddedPostgresServer postgres;

    private final RegistryClient registry = RegistryClient.ofNewConversation();

    @AfterEach
    void everything_is_back() {
        redis.start();
        postgres.start();
        RegistryClient other = RegistryClient.ofNewConversation();
        await().atMost(COME_BACK)
                .untilAsserted(() -> assertThat(other.claim(1, 1, LAMPS))
                        .extracting(Idea::verdict)
                        .containsExactly(NEW));
    }

    @Test
    void an_empty_redis_changes_no_verdict() {
        registry.claim(1, 1, LAMPS);
        registry.confirm(1, 1);
        List<Idea> before = registry.claim(2, 1, LAMPS, ROOFS);

        redis.restart();

        assertThat(registry.claim(2, 1, LAMPS, ROOFS)).isEqualTo(before);
        await().atMost(COME_BACK)
                .untilAsserted(() -> assertThat(registry.claim(3, 1, ROOFS, POOL, LAMPS))
                        .extracting(Idea::verdict)
                        .containsExactly(REPEATED, NEW, REPEATED));
    }

    @Test
    void without_redis_ideas_are_unverified_and_looked_at_when_it_is_back() {
        registry.claim(1, 1, LAMPS);
        redis.stop();

        List<Idea> taken = registry.claim(2, 1, LAMPS, ROOFS, ROOFS);
        registry.confirm(1, 1);
        registry.confirm(2, 1);

        assertThat(taken).extracting(Idea::verdict).containsExactly(UNVERIFIED, UNVERIFIED, REPEATED);
        assertThat(registry.ideas("").newIdeas()).isEqualTo(3);
        given().get(management + "health/ready").then().statusCode(200);
        redis.start();
        await().atMost(COME_BACK)
                .untilAsserted(() -> assertThat(registry.ideas("").ideas())
                        .extracting(Idea::verdict)
                        .containsExactly(NEW, REPEATED, NEW, REPEATED));
        assertThat(registry.ideas("").newIdeas()).isEqualTo(2);
        assertThat(registry.claim(2, 1, LAMPS, ROOFS, ROOFS).get(0).of()).isEqualTo(LAMPS);
    }

    @Test
    void without_postgres_nothing_is_taken_and_nothing_is_left_behind() {
        registry.claim(1, 1, LAMPS);
        postgres.stop();

        registry.tryClaim(1, 2, 1, ROOFS)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("code", equalTo("store-unavailable"));
        registry.tryConfirm(1, 1, 1).then().statusCode(503).body("code", equalTo("store-unavailable"));
        registry.request()
                .get("/internal/conversations/" + registry.conversation() + "/ideas")
                .then()
                .statusCode(503)
                .body("code", equalTo("store-unavailable"));
        given().get(management + "health/ready").then().statusCode(503);
        postgres.start();

        await().atMost(COME_BACK)
                .until(() -> registry.tryClaim(1, 3, 1, LAMPS, ROOFS).statusCode() == 200);
        assertThat(registry.claim(3, 1, LAMPS, ROOFS)).extracting(Idea::verdict).containsExactly(REPEATED, NEW);
    }
}
