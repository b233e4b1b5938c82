package dev.parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteredPathsTest {

    @ParameterizedTest
    @CsvSource({
        "/api/chat,/api/chat",
        "/api/conversations,/api/conversations",
        "/api/conversations/start,/api/conversations/start",
        "/api/conversations/import,/api/conversations/import",
        "/api/conversations/{id}/history,/api/conversations/{id}/history",
        "/api/conversations/7f3c2a10/history,/api/conversations/{id}/history",
        "/api/conversations/start/history,/api/conversations/{id}/history",
        "/ws/conversations/7f3c2a10,/ws/conversations/{id}",
        "/api/chat/batch,/api/chat/batch",
        "/api/nodes/node-1,/api/nodes/{id}",
        "/api/nodes/node-1/drain,/api/nodes/{id}/drain",
        "/api/nodes/node-1/melt,OTHER",
        "/ws/chat,/ws/chat",
        "/api/keys,/api/keys",
        "/api/keys/k3v9x0q2m7ab,/api/keys/{id}",
        "/k/pk_k3v9x0q2m7ab_x/api/chat,OTHER",
        "NOT_FOUND,NOT_FOUND",
        "/api/conversations/7f3c2a10/secret,OTHER",
        "/whatever/a/stranger/makes/up,OTHER"
    })
    void a_path_is_measured_as_served_or_as_another(String uri, String measured) {
        assertThat(MeteredPaths.bounded(uri)).isEqualTo(measured);
    }
}
