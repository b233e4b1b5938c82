package dev.parley.gateway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.Behind;
import dev.parley.gateway.Golden;
import dev.parley.gateway.GuardedGateway;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** What administrators are told of keys of other tenants. */
@QuarkusTest
@TestProfile(GuardedGateway.On.class)
class UsageOfKeysTest extends GuardedGateway {

    @Test
    void what_conversations_of_another_tenant_s_key_took_is_asked_for_in_that_tenant() {
        String key = key("north", "conversations");
        Behind.orchestrator().on("GET /internal/usage", 200, JSON, Golden.json("conversation-usage.minimal"));

        JsonNode report =
                json(get("/api/usage?key=" + id(key), bearer(BOOTSTRAP)).body());

        JsonNode asker = caller(Behind.orchestrator().asked("/internal/usage").get(0));
        assertThat(report.get("complete").asBoolean()).isTrue();
        assertThat(asker.get("tenant").asText()).isEqualTo("north");
        assertThat(asker.get("sub").asText()).isEqualTo(id(key));
    }
}
