package dev.parley.acceptance.stack;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;

/** One running stack for every specification that leaves it as it found it. Comes down after the last test. */
public final class SharedStack implements ParameterResolver {

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

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        requireOneAfterTheOther(context);
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStack.class))
                .computeIfAbsent(Stack.class, type -> Stack.up(NODES, HASTY), Stack.class);
    }

    /** Classes run two at once; those that share a stack must not. */
    static void requireOneAfterTheOther(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        boolean said = AnnotationSupport.findAnnotation(test, Execution.class)
                .filter(execution -> execution.value() == ExecutionMode.SAME_THREAD)
                .isPresent();
        if (!said) {
            throw new ParameterResolutionException(test + " shares a stack (expected: @Execution(SAME_THREAD))");
        }
    }
}
