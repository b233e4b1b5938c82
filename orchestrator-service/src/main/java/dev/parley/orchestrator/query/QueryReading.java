package dev.parley.orchestrator.query;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request for one answer; names the first field that is wrong. */
public final class QueryReading {

    private static final int LONGEST_INPUT = 100_000;

    /** Four times the largest window in the densest of languages: what is longer could only be thrown away. */
    private static final int LONGEST_CONTEXT = 2_000_000;

    private static final int LONGEST_MODEL = 350;
    private static final int LONGEST_TASK = 64;
    private static final int SHOWN = 60;
    private static final String AUTO = "auto";
    private static final Set<String> KNOWN = Set.of("model", "task_type", "input", "context", "stream", "memory_id");
    private static final Pattern MEMORY = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");

    private final JsonObject json;

    private QueryReading(JsonObject json) {
        this.json = json;
    }

    /** The wish with its defaults, or the first field that is wrong. */
    public static Outcome<Query> read(JsonObject json) {
        try {
            return Outcome.given(new QueryReading(json).read());
        } catch (Wrong wrong) {
            return Outcome.refused(new Refusal(wrong.code, wrong.detail, wrong.field));
        }
    }

    /** The task type of a request to choose a model. */
    public static Outcome<String> readTask(JsonObject json) {
        try {
            QueryReading reading = new QueryReading(json);
            reading.onlyKnown(Set.of("task_type"));
            String task = reading.text("task_type", 1, LONGEST_TASK);
            return Outcome.given(reading.required("task_type", task).toLowerCase(Locale.ROOT));
        } catch (Wrong wrong) {
            return Outcome.refused(new Refusal(wrong.code, wrong.detail, wrong.field));
        }
    }

    /** Whether a memory may be called so. */
    public static boolean isMemory(String id) {
        return MEMORY.matcher(id).matches();
    }

    private Query read() throws Wrong {
        onlyKnown(KNOWN);
        String context = text("context", 0, LONGEST_CONTEXT);
        return new Query(
                model(),
                required("input", text("input", 1, LONGEST_INPUT)),
                context == null ? "" : context,
                flag("stream"),
                memory());
    }

    private String model() throws Wrong {
        String model = text("model", 1, LONGEST_MODEL);
        String task = text("task_type", 1, LONGEST_TASK);
        if (model != null && task != null) {
            throw wrong("task_type", task, "none beside model");
        }
        if (model != null) {
            return model;
        }
        return task == null ? AUTO : "task:" + task.toLowerCase(Locale.ROOT);
    }

    private Optional<String> memory() throws Wrong {
        String id = text("memory_id", 1, 128);
        if (id != null && !isMemory(id)) {
            throw wrong("memory_id", id, "1..128 letters, digits and . _ : @ -");
        }
        return Optional.ofNullable(id);
    }

    private void onlyKnown(Set<String> known) throws Wrong {
        for (String field : json.fieldNames()) {
            if (!known.contains(field)) {
                String detail = "%s (expected: one of %s)"
                        .formatted(shown(field), known.stream().sorted().toList());
                throw new Wrong(ProblemCode.UNKNOWN_FIELD, detail, shown(field));
            }
        }
    }

    private String required(String field, @Nullable String value) throws Wrong {
        if (value == null) {
            throw wrong(field, "missing", "a text");
        }
        return value;
    }

    private @Nullable String text(String field, int least, int most) throws Wrong {
        Object value = json.getValue(field);
        if (value == null) {
            return null;
        }
        String expected = "%d..%,d characters, none of them NUL".formatted(least, most);
        if (!(value instanceof String text)) {
            throw wrong(field, value, expected);
        }
        if (text.length() > most || text.indexOf('\0') >= 0 || (least > 0 && text.isBlank())) {
            throw wrong(field, text, expected);
        }
        return text;
    }

    private boolean flag(String field) throws Wrong {
        Object value = json.getValue(field);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(field, value, "true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private static Wrong wrong(String field, Object value, String expected) {
        String detail = "%s: %s (expected: %s)".formatted(field, shown(String.valueOf(value)), expected);
        return new Wrong(ProblemCode.INVALID_FIELD, detail, field);
    }

    private static String shown(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…";
    }

    /** Leaves the reading at the first field that is wrong. */
    private static final class Wrong extends Exception {

        private static final long serialVersionUID = 1L;
        private final ProblemCode code;
        private final String detail;
        private final String field;

        Wrong(ProblemCode code, String detail, String field) {
            super(detail, null, false, false);
            this.code = code;
            this.detail = detail;
            this.field = field;
        }
    }
}
