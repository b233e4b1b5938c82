package dev.parley.acceptance.stack;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One running stack for every specification that leaves it as it found it. Comes down after the last test. */
public final class SharedStack implements ParameterResolver {

    /** Two of them share each model, so that there is always another node to go to. */
    private static final int NODES = 3;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedStack.class))
                .computeIfAbsent(Stack.class, type -> Stack.up(NODES), Stack.class);
    }
}
