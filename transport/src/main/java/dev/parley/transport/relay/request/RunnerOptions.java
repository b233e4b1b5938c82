package dev.parley.transport.relay.request;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The options that a node fixes when it loads a model, as far as a request sets them. A request that needs others makes the
 * node load the model anew. Equal by value.
 *
 * @param values by their names, as JSON; an option that is not set is not there
 */
public record RunnerOptions(Map<String, String> values) {

    /** Of a request that leaves all of them to the node. */
    public static final RunnerOptions NONE = new RunnerOptions(Map.of());

    private static final String CONTEXT = "num_ctx";

    /** What a node takes an option for that is not set. The context is the node's own affair. */
    private static final Map<String, String> DEFAULTS = Map.of(
            CONTEXT,
            "",
            "num_batch",
            "512",
            "main_gpu",
            "0",
            "num_thread",
            "0",
            "draft_num_predict",
            "4",
            "shift",
            "true");

    /** Not set, these are whatever the loaded instance has. */
    private static final Map<String, String> ONLY_IF_SET = Map.of("num_gpu", "", "use_mmap", "");

    public RunnerOptions {
        values = values.isEmpty() ? Map.of() : Map.copyOf(values);
    }

    /** The context asked for, in tokens; empty if that is left to the node. */
    public OptionalLong context() {
        @Nullable String context = values.get(CONTEXT);
        return context == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(context));
    }

    /**
     * Whether an instance that was loaded for these options serves a request with those.
     *
     * @param contextToo false if the contexts are compared elsewhere
     */
    public boolean serve(RunnerOptions wanted, boolean contextToo) {
        if (values.equals(wanted.values)) {
            return true;
        }
        return DEFAULTS.keySet().stream()
                        .filter(name -> contextToo || !name.equals(CONTEXT))
                        .allMatch(name -> of(name).equals(wanted.of(name)))
                && ONLY_IF_SET.keySet().stream()
                        .filter(wanted.values::containsKey)
                        .allMatch(name -> wanted.of(name).equals(of(name)));
    }

    /** Sorted, so that it reads the same each time: {@code num_batch=512 num_ctx=8192}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : " ")
                        .append(name)
                        .append('=')
                        .append(value));
        return text.toString();
    }

    static boolean isOne(String option) {
        return !option.equals("shift") && (DEFAULTS.containsKey(option) || ONLY_IF_SET.containsKey(option));
    }

    private String of(String name) {
        return values.getOrDefault(name, DEFAULTS.getOrDefault(name, ""));
    }
}
