package dev.parley.orchestrator.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.problem.ProblemCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RouterRefusalTest {

    @Test
    void the_routers_own_code_counts() {
        assertThat(RouterRefusal.of(503, "all-nodes-busy", "3"))
                .isEqualTo(new RouterRefusal(ProblemCode.ALL_NODES_BUSY, Duration.ofSeconds(3)));
    }

    @Test
    void a_node_that_says_it_is_busy_has_been_asked() {
        assertThat(RouterRefusal.of(503, null, null).code()).isEqualTo(ProblemCode.NODE_FAILED);
    }

    @Test
    void a_nodes_status_has_a_meaning() {
        assertThat(RouterRefusal.of(404, null, null).code()).isEqualTo(ProblemCode.MODEL_UNKNOWN);
        assertThat(RouterRefusal.of(500, "no-such-code", null).code()).isEqualTo(ProblemCode.NODE_FAILED);
    }

    @Test
    void a_wait_is_in_seconds_and_bounded() {
        assertThat(RouterRefusal.of(503, "no-node", "999999").retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(RouterRefusal.of(503, "no-node", "Wed, 21 Oct").retryAfter()).isNull();
        assertThat(RouterRefusal.of(503, "no-node", "-1").retryAfter()).isNull();
    }
}
