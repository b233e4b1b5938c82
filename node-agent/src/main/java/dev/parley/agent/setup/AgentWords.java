package dev.parley.agent.setup;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code parley agent}. Read by hand: the framework that reads those of the other commands takes longer to
 * start than all that {@code --show-config} has to do.
 */
public final class AgentWords {

    /** What a first word without dashes asks of the agent that is running. */
    public enum Order {
        RUN,
        PAUSE,
        RESUME,
        STATUS,
        STOP
    }

    private static final String WITH_VALUE =
            " --force-token --token-file --force-model --ollama-host --ollama-port --server"
                    + " --port --ca --name --capacity --config-dir ";

    private static final String ALONE = " --show-config --reset-config --stream --no-stream --test --debug --help ";

    private final Map<String, String> said = new LinkedHashMap<>();
    private Order order = Order.RUN;

    private AgentWords() {}

    /** Reads them; the last of two that contradict each other counts. */
    public static AgentWords of(String... words) throws Misunderstood {
        AgentWords read = new AgentWords();
        for (int at = 0; at < words.length; at++) {
            String word = words[at].equals("-h") ? "--help" : words[at];
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            if (isOneOf(WITH_VALUE, name)) {
                if (equals < 0 && ++at == words.length) {
                    throw new Misunderstood(name.concat(": nothing follows (expected: a value)"));
                }
                read.say(name, equals < 0 ? words[at] : word.substring(equals + 1));
            } else if (equals < 0 && isOneOf(ALONE, name)) {
                read.say(name, "");
            } else {
                read.take(word, at);
            }
        }
        return read;
    }

    private static boolean isOneOf(String names, String name) {
        return name.startsWith("--") && names.contains(" ".concat(name).concat(" "));
    }

    private void say(String name, String value) {
        if (name.equals("--stream")) {
            said.remove("--no-stream");
        } else if (name.equals("--no-stream")) {
            said.remove("--stream");
        }
        said.put(name, value);
    }

    private void take(String word, int at) throws Misunderstood {
        for (Order each : Order.values()) {
            if (at == 0 && each != Order.RUN && each.name().equalsIgnoreCase(word)) {
                order = each;
                return;
            }
        }
        throw new Misunderstood(word.concat(" is not understood"));
    }

    /** What is to be done. */
    public Order order() {
        return order;
    }

    /** Whether this word was there. */
    public boolean has(String name) {
        return said.containsKey(name);
    }

    /** What followed this word; null if it was not there. */
    public @Nullable String value(String name) {
        return said.get(name);
    }
}
