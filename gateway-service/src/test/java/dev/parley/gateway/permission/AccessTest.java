package dev.parley.gateway.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {

    @ParameterizedTest
    @CsvSource({
        "POST,/api/chat,INFERENCE",
        "POST,/api/chat/,INFERENCE",
        "HEAD,/api/tags,INFERENCE",
        "GET,/v1/models,INFERENCE",
        "POST,/api/conversations/start,CONVERSATIONS",
        "POST,/api/conversations/import,CONVERSATIONS",
        "GET,/api/conversations,CONVERSATIONS",
        "GET,/api/conversations/x,CONVERSATIONS",
        "GET,/api/conversations/x/events,CONVERSATIONS",
        "GET,/ws/conversations/x,CONVERSATIONS",
        "POST,/api/chat/batch,INFERENCE",
        "GET,/api/chat/models,INFERENCE",
        "GET,/ws/chat,INFERENCE",
        "POST,/api/query,INFERENCE",
        "POST,/api/models/switch,INFERENCE",
        "POST,/generate,INFERENCE",
        "GET,/config/orchestration,INFERENCE",
        "PUT,/config/orchestration,MODELS_WRITE",
        "DELETE,/config/orchestration,MODELS_WRITE",
        "GET,/api/traces,INFERENCE",
        "GET,/api/traces/x,INFERENCE",
        "DELETE,/api/query/memory/x,INFERENCE",
        "POST,/api/models/load,MODELS_WRITE",
        "GET,/api/nodes,ADMIN",
        "PATCH,/api/nodes/x,ADMIN",
        "POST,/api/nodes/x/drain,ADMIN",
        "DELETE,/api/keys/x,ADMIN",
        "GET,/api/audit,ADMIN",
        "GET,/api/experiments,ADMIN",
        "PUT,/api/experiments,ADMIN",
        "GET,/api/prices,ADMIN",
        "PUT,/api/prices,ADMIN"
    })
    void a_path_asks_for_its_scope(String method, String path, Scope scope) {
        assertThat(Access.of(method, path)).hasValue(Demand.holding(scope));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/ui", "/ui/", "/q/openapi", "/q/swagger-ui", "/q/swagger-ui/", "/q/swagger-ui/a/b.js"})
    void what_is_public_asks_for_nothing(String path) {
        assertThat(Access.of("GET", path)).hasValue(Demand.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/chat",
        "GET,/api/conversations/start",
        "POST,/api/conversations/x",
        "DELETE,/api/keys",
        "GET,/api/keys/x",
        "GET,/api/keys/x/y",
        "GET,/api/conversations//events",
        "GET,/api/conversations/x;y/events",
        "GET,/api/keys;x",
        "GET,/q/swagger-uix",
        "GET,/apixkeys",
        "GET,/nothing"
    })
    void nothing_else_is_served(String method, String path) {
        assertThat(Access.of(method, path)).isEmpty();
    }

    @Test
    void the_methods_of_a_path_are_told_together() {
        assertThat(Access.at("/api/keys").stream().flatMap(row -> row.methods().stream()))
                .containsExactly("GET", "HEAD", "POST");
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void a_scope_has_one_name(Scope scope) throws Exception {
        String onTheWire = Scope.class
                .getField(scope.name())
                .getAnnotation(com.fasterxml.jackson.annotation.JsonProperty.class)
                .value();

        assertThat(ScopeName.of(scope)).isEqualTo(onTheWire);
        assertThat(ScopeName.parse(onTheWire)).hasValue(scope);
    }
}
