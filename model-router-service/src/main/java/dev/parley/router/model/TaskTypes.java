package dev.parley.router.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which capability each type of task needs: a table that an operator may extend or change. */
public final class TaskTypes {

    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("code_generation", "coding"),
            Map.entry("code_analysis", "coding"),
            Map.entry("code", "coding"),
            Map.entry("reasoning", "reasoning"),
            Map.entry("planning", "reasoning"),
            Map.entry("analysis", "reasoning"),
            Map.entry("trading", "reasoning"),
            Map.entry("general_chat", "general"),
            Map.entry("text_generation", "general"),
            Map.entry("quick", "general"));

    private final Map<String, Capability> table;

    private TaskTypes(Map<String, Capability> table) {
        this.table = Map.copyOf(table);
    }

    /** The defaults with an operator's own rows over them. */
    public static TaskTypes with(Map<String, String> rows) {
        Map<String, Capability> table = new HashMap<>();
        DEFAULTS.forEach((type, capability) -> table.put(type, new Capability(capability)));
        rows.forEach((type, capability) -> table.put(type.toLowerCase(Locale.ROOT), new Capability(capability)));
        return new TaskTypes(table);
    }

    /** The types' names, sorted. */
    public List<String> names() {
        return table.keySet().stream().sorted().toList();
    }

    /**
     * What to look for, best first: a node that names the task type itself, one that has the capability the type needs,
     * one that is general.
     *
     * @return empty if the type is not in the table
     */
    public Optional<List<Capability>> wanted(String type) {
        String folded = type.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(table.get(folded))
                .map(needed -> List.of(new Capability(folded), needed, Capability.GENERAL));
    }
}
