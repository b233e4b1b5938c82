package dev.parley.simulatednode.exchange;

import dev.parley.simulatednode.fault.FaultCode;
import dev.parley.simulatednode.fault.FaultRule;
import dev.parley.simulatednode.settings.Mode;
import dev.parley.simulatednode.settings.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one request asks of the node itself, by {@code X-Sim-*} headers or by its model's tag:
 * {@code llama3.2:sim.F08.after.3.rate.5} is {@code llama3.2} with a fault and a rate.
 *
 * @param settings the node's settings with those of the request
 * @param faults the request's own faults
 */
public record Knobs(NodeSettings settings, List<FaultRule> faults) {

    private static final Pattern TAG = Pattern.compile("(?i)(?<=[:-])sim\\.(.+)$");
    private static final String PREFIX = "x-sim-";

    private static final Map<String, String> SHORT_NAMES = Map.of(
            "rate", "tokens_per_second",
            "tokens", "answer_tokens",
            "chunk", "chunk_tokens",
            "first", "first_token_seconds");

    /** Settings that a single request cannot have of its own. */
    private static final Set<String> OF_NODE = Set.of(
            "slots",
            "max_queue",
            "max_loaded_models",
            "keep_alive_seconds",
            "context_length",
            "vram_bytes",
            "ram_bytes",
            "clock_skew_seconds",
            "send_buffer_bytes");

    /** The knobs of a request; one that cannot be read is an IllegalArgumentException with the reason. */
    public static Knobs of(Request request, String model, NodeSettings settings) {
        NodeSettings changed = settings;
        List<FaultRule> faults = new ArrayList<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(java.util.Locale.ROOT);
            if (name.equals(PREFIX + "fault")) {
                faults.add(FaultRule.parse(header.getValue()).ofRequest());
            } else if (name.startsWith(PREFIX)) {
                changed = changed.with(setting(name.substring(PREFIX.length())), value(header.getValue()));
            }
        }
        Matcher tag = TAG.matcher(model);
        return tag.find() ? ofTag(tag.group(1), changed, faults) : new Knobs(changed, faults);
    }

    /** The model without its knobs: {@code a:sim.x} is {@code a}, {@code a:8b-sim.x} is {@code a:8b}. */
    public static String plainModel(String model) {
        Matcher tag = TAG.matcher(model);
        return tag.find() ? model.substring(0, tag.start() - 1) : model;
    }

    /** Names and values by turns, a value may hold a dot between digits ({@code rate.2.5}). */
    private static Knobs ofTag(String tag, NodeSettings settings, List<FaultRule> faults) {
        NodeSettings changed = settings;
        String[] words = tag.split("\\.");
        FaultRule fault = null;
        int i = 0;
        while (i < words.length) {
            String name = words[i++];
            if (name.matches("(?i)F\\d\\d")) {
                if (fault != null) {
                    faults.add(fault.ofRequest());
                }
                fault = FaultRule.of(FaultCode.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
                continue;
            }
            String value = i < words.length ? words[i++] : "";
            if (i < words.length && value.matches("\\d+") && words[i].matches("\\d+")) {
                value += "." + words[i++];
            }
            if (fault != null && FaultRule.isDetail(name)) {
                fault = FaultRule.parse(fault.compact() + ";" + name + "=" + value);
            } else {
                changed = changed.with(setting(name), value(value));
            }
        }
        if (fault != null) {
            faults.add(fault.ofRequest());
        }
        return new Knobs(changed, faults);
    }

    private static String setting(String name) {
        String snake = name.replace('-', '_');
        String setting = SHORT_NAMES.getOrDefault(snake, snake);
        if (OF_NODE.contains(setting)) {
            throw new IllegalArgumentException(setting + ": a setting of the whole node, not of a single request");
        }
        return setting;
    }

    private static Object value(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?\\d+\\.\\d+")) {
            return Double.valueOf(text);
        }
        for (Mode mode : Mode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        return text;
    }
}
