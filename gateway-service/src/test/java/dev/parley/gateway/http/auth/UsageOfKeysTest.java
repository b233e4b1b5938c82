package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import dev.parley.gateway.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators are told of keys of other tenants. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class UsageOfKeysTest extends GuardedGateway {

    /** A key of a list, and the bearer of an issuer's tokens, of whom no list tells the tenant. */
    @ParameterizedTest
    @ValueSource(strings = {"abcdefghijkl", "jwt:0123456789abcdef"})
    void what_conversations_of_others_took_is_asked_for_wherever_it_was(String other) {
        Behind.orchestrator().on("GET /internal/usage", 200, JSON, Golden.json("conversation-usage.minimal"));

        JsonNode report = json(get("/api/usage?key=" + other, bearer(BOOTSTRAP)).body());

        Scripted.Asked asked = Behind.orchestrator().asked("/internal/usage").get(0);
        assertThat(report.get("complete").asBoolean()).isTrue();
        assertThat(asked.uri()).contains("tenants=all");
        assertThat(caller(asked).get("scopes")).contains(TextNode.valueOf("admin"));
    }

    @Test
    void what_a_key_pays_for_waits_when_its_month_is_spent() {
        Scripted orchestrator = Behind.orchestrator();
        String withheld = "/internal/payers/withheld/budget-exhausted";
        String spent = month(2_047);
        String frugal = month(1_000_000);
        orchestrator.on(
                "GET /internal/payers",
                200,
                JSON,
                "{\"payers\":[{\"tenant\":\"north\",\"key\":\"%s\"},{\"tenant\":\"north\",\"key\":\"%s\"}]}"
                        .formatted(frugal, spent));
        orchestrator.on(
                "GET /internal/usage",
                200,
                JSON,
                Golden.json("conversation-usage.full").replace("\"next\"", "\"n\""));
        orchestrator.on("POST " + withheld, 204, JSON, "");

        await().until(() -> orchestrator.asked(withheld).size() > 1);

        assertThat(orchestrator.asked(withheld))
                .extracting(asked -> caller(asked).get("sub").asText())
                .containsOnly(spent);
    }

    private String month(long tokens) {
        return handOut("\"name\":\"a payer\",\"tenant\":\"north\",\"scopes\":[\"conversations\"],"
                        + "\"limits\":{\"tokens_per_month\":" + tokens + "}")
                .get("id")
                .asText();
    }

    @Test
    void one_s_own_is_asked_for_in_one_s_own_tenant() {
        Behind.orchestrator().on("GET /internal/usage", 200, JSON, Golden.json("conversation-usage.minimal"));

        get("/api/usage", bearer(BOOTSTRAP));

        assertThat(Behind.orchestrator().asked("/internal/usage").get(0).uri())
                .contains("key=" + BOOTSTRAP.substring(3, 15))
                .doesNotContain("tenants=");
    }
}
