package dev.parley.agent.machine;

import dev.parley.protocol.conversation.Machine;
import dev.parley.protocol.conversation.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An agent as it is written on a command line: {@code model=llama3.2,role=critic,timeout=60}. Only the form is judged
 * here; what a value may be is the orchestrator's to say.
 */
public final class AgentSpec {

    /** Its text may hold commas and so goes to the end. */
    private static final String SYSTEM = "system";

    private static final List<String> FIELDS =
            List.of("model", "role", "node", "max_tokens", "timeout", "temperature", "think", SYSTEM);

    private final String name;
    private final Map<String, String> fields;

    private AgentSpec(String name, Map<String, String> fields) {
        this.name = name;
        this.fields = fields;
    }

    /**
     * The machine described.
     *
     * @param name what a message calls it, such as {@code --agent[1]}
     * @throws IllegalArgumentException naming the field, the value and what was expected
     */
    public static Machine parse(String name, String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = rest.startsWith(SYSTEM + "=") || rest.indexOf(',') < 0 ? rest.length() : rest.indexOf(',');
            addField(name, rest.substring(0, end), fields);
            rest = end == rest.length() ? "" : rest.substring(end + 1);
        }
        return new AgentSpec(name, fields).machine();
    }

    private static void addField(String name, String text, Map<String, String> fields) {
        int equals = text.indexOf('=');
        String field = equals < 0 ? text.strip() : text.substring(0, equals).strip();
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException(
                    "%s: %s (expected: %s)".formatted(name, field, String.join(", ", FIELDS)));
        }
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("%s.%s: nothing (expected: a value)".formatted(name, field));
        }
        if (fields.putIfAbsent(field, value) != null) {
            throw new IllegalArgumentException("%s.%s: given twice (expected: once)".formatted(name, field));
        }
    }

    private Machine machine() {
        return new Machine(
                null,
                null,
                null,
                fields.get("node"),
                fields.get("model"),
                read("role", AgentSpec::role, roles()),
                read("max_tokens", Integer::valueOf, "a whole number"),
                read("timeout", Integer::valueOf, "whole seconds"),
                read("temperature", Double::valueOf, "a number"),
                read("think", AgentSpec::yesOrNo, "true or false"),
                fields.get(SYSTEM),
                null);
    }

    private <T> @Nullable T read(String field, Function<String, T> reader, String expected) {
        String value = fields.get(field);
        if (value == null) {
            return null;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s.%s: %s (expected: %s)".formatted(name, field, value, expected), e);
        }
    }

    private static Role role(String value) {
        return Role.valueOf(value.toUpperCase(Locale.ROOT));
    }

    private static String roles() {
        return Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static Boolean yesOrNo(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
