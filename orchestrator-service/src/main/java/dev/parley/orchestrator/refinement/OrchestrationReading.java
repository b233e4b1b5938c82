package dev.parley.orchestrator.refinement;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.protocol.problem.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The settings as the fields of {@code /config/orchestration}. Fields that are not known are ignored, as everywhere on the
 * first orchestration's paths.
 */
public final class OrchestrationReading {

    private static final int LONGEST_GOAL = 16_000;
    private static final int LONGEST_MODEL = 350;
    private static final int SHOWN = 60;
    private static final Map<String, Rule> RULES = rules();

    private OrchestrationReading() {}

    private record Rule(Predicate<Object> holds, String expected) {}

    private static Map<String, Rule> rules() {
        Rule flag = new Rule(Boolean.class::isInstance, "true or false");
        Rule model = new Rule(value -> isText(value, LONGEST_MODEL), "1..%d characters".formatted(LONGEST_MODEL));
        Rule warmth = new Rule(value -> isBetween(value, 2), "0..2");
        Map<String, Rule> rules = new LinkedHashMap<>();
        rules.put("enabled", flag);
        rules.put(
                "communication_rounds",
                new Rule(
                        value -> value instanceof Integer && isBetween(value, Orchestration.MOST_ROUNDS),
                        "0.." + Orchestration.MOST_ROUNDS));
        rules.put(
                "secondary_goal_prompt",
                new Rule(value -> isText(value, LONGEST_GOAL), "1..%,d characters".formatted(LONGEST_GOAL)));
        rules.put("model", model);
        rules.put("model_secondary", model);
        rules.put("temperature", warmth);
        rules.put("temperature_secondary", warmth);
        rules.put("score", flag);
        return rules;
    }

    /** The known fields among these; refused with the first that is out of its bounds. */
    static Outcome<JsonObject> read(JsonObject fields) {
        JsonObject known = known(fields);
        return known.stream()
                .flatMap(field -> wrong(field.getKey(), field.getValue()).stream())
                .findFirst()
                .<Outcome<JsonObject>>map(Outcome::refused)
                .orElseGet(() -> Outcome.given(known));
    }

    static JsonObject known(JsonObject fields) {
        JsonObject known = new JsonObject();
        RULES.keySet().stream().filter(fields::containsKey).forEach(name -> known.put(name, fields.getValue(name)));
        return known;
    }

    private static Optional<Refusal> wrong(String name, Object value) {
        Rule rule = RULES.get(name);
        if (rule == null || rule.holds().test(value)) {
            return Optional.empty();
        }
        String shown = String.valueOf(value).replace('\0', '\uFFFD');
        String detail = "%s: %s (expected: %s)"
                .formatted(name, shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown, rule.expected());
        return Optional.of(new Refusal(ProblemCode.INVALID_FIELD, detail, name));
    }

    /** These settings with the changed fields in their places. */
    static Orchestration over(Orchestration base, JsonObject changed) {
        return new Orchestration(
                changed.getBoolean("enabled", base.enabled()),
                changed.getInteger("communication_rounds", base.rounds()),
                changed.getString("secondary_goal_prompt", base.goal()),
                changed.getString("model", base.model()),
                changed.getString("model_secondary", base.secondary()),
                changed.getDouble("temperature", base.temperature()),
                changed.getDouble("temperature_secondary", base.secondaryTemperature()),
                changed.getBoolean("score", base.score()));
    }

    /** All fields. */
    public static JsonObject json(Orchestration settings) {
        return new JsonObject()
                .put("enabled", settings.enabled())
                .put("communication_rounds", settings.rounds())
                .put("secondary_goal_prompt", settings.goal())
                .put("model", settings.model())
                .put("model_secondary", settings.secondary())
                .put("temperature", settings.temperature())
                .put("temperature_secondary", settings.secondaryTemperature())
                .put("score", settings.score());
    }

    private static boolean isText(Object value, int longest) {
        return value instanceof String text && !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0;
    }

    private static boolean isBetween(Object value, double most) {
        return value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= most;
    }
}
