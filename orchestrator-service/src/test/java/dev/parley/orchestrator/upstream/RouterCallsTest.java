package dev.parley.orchestrator.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.ResolveMachines;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;

class RouterCallsTest {

    /** The gateway gives a start up after 10 s; three are left for the store. */
    private static final Duration PATIENCE_OF_A_START = Duration.ofSeconds(7);

    @Test
    void machines_are_resolved_or_given_up_before_the_gateway_gives_the_start_up() throws Exception {
        var resolve = RouterCalls.class.getDeclaredMethod("resolve", Caller.class, ResolveMachines.class);
        Timeout timeout = resolve.getAnnotation(Timeout.class);
        Retry retry = resolve.getAnnotation(Retry.class);

        Duration waits = Duration.of(timeout.value(), timeout.unit()).multipliedBy(retry.maxRetries() + 1L);
        Duration rests =
                Duration.of(retry.delay() + retry.jitter(), retry.delayUnit()).multipliedBy(retry.maxRetries());

        assertThat(waits.plus(rests)).isLessThan(PATIENCE_OF_A_START);
    }
}
