package dev.parley.localstack.service;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What parts get of the environment we were started in: everything but what would make them another stack's. */
public final class InheritedEnvironment {

    /** Which nodes and keys there are is the stack's own choice; PostgreSQL's programs read variables of their own. */
    private static final Pattern NOT_PASSED_ON = Pattern.compile(
            "OLLAMA_(URL|NAME)_\\d+|PARLEY_EDGES_.*|PARLEY_KEY" + "|GATEWAY_IDENTITY_(MODE|BOOTSTRAP_KEY)|PG[A-Z]+");

    private InheritedEnvironment() {}

    /**
     * Settings such as {@code ROUTER_RELAY_STALL}, {@code OLLAMA_MAX_CONCURRENT_1} or {@code QUARKUS_LOG_LEVEL} reach a
     * service this way, whenever it is started.
     */
    public static Map<String, String> of(Map<String, String> ours) {
        Map<String, String> passedOn = new TreeMap<>(ours);
        passedOn.keySet().removeIf(name -> NOT_PASSED_ON.matcher(name).matches());
        return passedOn;
    }
}
