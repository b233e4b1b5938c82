package dev.parley.simulatednode.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code options} of a request.
 *
 * @param numPredict most tokens to write; negative leaves it to the context
 * @param seed null when unset or negative, which leaves it to chance
 * @param temperature 0.8 unless set
 * @param stop texts that end an answer; they are not part of it
 * @param runner what decides about the loading
 */
public record Options(
        int numPredict, @Nullable Long seed, double temperature, List<String> stop, RunnerOptions runner) {

    public static final Options DEFAULTS = new Options(-1, null, 0.8, List.of(), RunnerOptions.DEFAULTS);

    private static final Set<String> INTEGERS = Set.of("num_keep", "top_k", "repeat_last_n");
    private static final Set<String> FLOATS =
            Set.of("top_p", "min_p", "typical_p", "repeat_penalty", "presence_penalty", "frequency_penalty");

    public Options {
        stop = List.copyOf(stop);
    }

    /** Unknown keys are ignored and null means unset; a wrong type is a {@link WrongOption}. */
    public static Options of(@Nullable JsonNode json, boolean shift) {
        if (json == null) {
            return new Options(-1, null, 0.8, List.of(), RunnerOptions.DEFAULTS.withShift(shift));
        }
        INTEGERS.forEach(name -> integer(json, name, 0));
        FLOATS.forEach(name -> number(json, name, 0));
        long seed = integer(json, "seed", -1);
        return new Options(
                (int) integer(json, "num_predict", -1),
                seed < 0 ? null : seed,
                number(json, "temperature", 0.8),
                stops(json),
                runner(json, shift));
    }

    private static RunnerOptions runner(JsonNode json, boolean shift) {
        return new RunnerOptions(
                (int) integer(json, "num_ctx", 0),
                (int) integer(json, "num_batch", 512),
                json.hasNonNull("num_gpu") ? Integer.valueOf((int) integer(json, "num_gpu", -1)) : null,
                (int) integer(json, "main_gpu", 0),
                flag(json, "use_mmap"),
                (int) integer(json, "num_thread", 0),
                (int) integer(json, "draft_num_predict", 4),
                shift);
    }

    private static long integer(JsonNode json, String name, long otherwise) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw new WrongOption(name, "integer");
        }
        return value.longValue();
    }

    private static double number(JsonNode json, String name, double otherwise) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw new WrongOption(name, "float32");
        }
        return value.doubleValue();
    }

    private static @Nullable Boolean flag(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new WrongOption(name, "boolean");
        }
        return value.booleanValue();
    }

    private static List<String> stops(JsonNode json) {
        JsonNode value = json.get("stop");
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new WrongOption("stop", "array");
        }
        List<String> stops = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                throw new WrongOption("stop", "an array of strings");
            }
            stops.add(each.textValue());
        }
        return stops;
    }

    /** An option of the wrong type: the request's fault, though Ollama answers it 500. */
    public static final class WrongOption extends RuntimeException {

        private static final long serialVersionUID = 1;

        WrongOption(String name, String type) {
            super(
                    "option \"" + name + "\" must be of " + (type.startsWith("an ") ? type : "type " + type),
                    null,
                    false,
                    false);
        }
    }
}
