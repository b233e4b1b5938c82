package dev.parley.transport.process;

import java.io.Console;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** JSON logs by default, text where a person looks at a terminal. Any setting of the operator's wins. */
public final class TerminalLogConfigSource implements ConfigSource {

    private static final String JSON_LOGS = "quarkus.log.console.json.enabled";

    private final Map<String, String> values = Map.of(JSON_LOGS, String.valueOf(!isTerminal(System.console())));

    /** Above the shared defaults (100), below application.properties (250). */
    @Override
    public int getOrdinal() {
        return 110;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    @Nullable
    public String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "terminal";
    }

    /** Since JDK 22 a console exists even without a terminal and is asked; before, its existence is the answer. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThan22) {
            return true;
        }
    }
}
