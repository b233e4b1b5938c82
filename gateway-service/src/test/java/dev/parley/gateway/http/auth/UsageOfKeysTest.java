package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

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
    void one_s_own_is_asked_for_in_one_s_own_tenant() {
        Behind.orchestrator().on("GET /internal/usage", 200, JSON, Golden.json("conversation-usage.minimal"));

        get("/api/usage", bearer(BOOTSTRAP));

        assertThat(Behind.orchestrator().asked("/internal/usage").get(0).uri()).doesNotContain("tenants=");
    }
}
