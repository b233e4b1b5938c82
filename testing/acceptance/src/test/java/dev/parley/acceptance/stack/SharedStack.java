package dev.parley.acceptance.stack;

import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running stack for every specification that leaves it as it found it. Comes down after the last test. Classes run two at
 * once: one that uses it says {@code @Execution(SAME_THREAD)}, else it waits here for its turn while something else could run.
 */
public final class SharedStack implements ParameterResolver, BeforeAllCallback, AfterAllCallback {

    /** Two of them share each model, so that there is always another node to go to. */
    private static final int NODES = 3;

    /** A node that hangs is given up, and one that failed is trusted again, soon enough to be waited for. */
    private static final Map<String, String> HASTY = Map.of(
            // A test may ask a node by its name.
            "GATEWAY_RELAY_PASS_HEADERS", "X-Parley-Node",
            "ROUTER_PROBE_INTERVAL", "500ms",
            "ROUTER_RELAY_SILENCE_WARM", "5s",
            "ROUTER_RELAY_SILENCE_COLD", "5s",
            "ROUTER_RELAY_SILENCE_WHOLE", "5s",
            "ROUTER_HEALTH_SUSPECT_FOR", "500ms",
            "ROUTER_HEALTH_CIRCUIT_PAUSE", "1s");

    private static final Semaphore TURN = new Semaphore(1);

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
        if (context.getEnclosingTestClasses().isEmpty()) {
            TURN.acquire();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getEnclosingTestClasses().isEmpty()) {
            TURN.release();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStack.class))
                .computeIfAbsent(Stack.class, type -> Stack.up(NODES, HASTY), Stack.class);
    }
}
