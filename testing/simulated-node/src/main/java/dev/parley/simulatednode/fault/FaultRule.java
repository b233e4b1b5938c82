package dev.parley.simulatednode.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.simulatednode.catalogue.ModelName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault, the requests it strikes, and its details. Names in JSON are those of the components in snake case.
 *
 * @param fault what happens
 * @param model only requests for this model, in any spelling of its name; null for all
 * @param path only requests of this path; null for those that the fault is about
 * @param afterRecords records that come first; null for the fault's own default
 * @param atRequest only the n-th matching request since the rule was made, from 1; null for all
 * @param probability share of the matching requests, 0..1; null for all
 * @param times how often it strikes before it is gone; null for always
 * @param seconds how long, or how late; null for the fault's own default
 * @param upSeconds for F33 the time between two absences
 * @param text error text, content type, version, digest or model, as the fault needs it
 * @param status HTTP status where there is a choice
 * @param body json, html, text or empty where there is a choice
 * @param retryAfter value of a {@code Retry-After} header
 * @param bytes how many bytes of a record come before it breaks, or how many are promised too much
 * @param location where a redirect leads
 */
public record FaultRule(
        FaultCode fault,
        @Nullable String model,
        @Nullable String path,
        @Nullable Integer afterRecords,
        @Nullable Integer atRequest,
        @Nullable Double probability,
        @Nullable Integer times,
        @Nullable Double seconds,
        @Nullable Double upSeconds,
        @Nullable String text,
        @Nullable Integer status,
        @Nullable String body,
        @Nullable String retryAfter,
        @Nullable Integer bytes,
        @Nullable String location) {

    private static final Map<String, String> SHORT_NAMES = Map.of(
            "after",
            "after_records",
            "at",
            "at_request",
            "p",
            "probability",
            "up",
            "up_seconds",
            "retry",
            "retry_after");

    private static final Set<String> DETAILS = Set.of(
            "seconds",
            "times",
            "text",
            "status",
            "body",
            "bytes",
            "location",
            "after_records",
            "at_request",
            "probability",
            "up_seconds",
            "retry_after");

    /** Details that say which requests are struck. */
    private static final List<String> CHOOSING = List.of("model", "path", "at_request", "probability", "times");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public FaultRule {
        if (probability != null && !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: " + probability + " (expected: 0..1)");
        }
        atLeast("after_records", afterRecords, 0);
        atLeast("at_request", atRequest, 1);
        atLeast("times", times, 1);
        atLeast("seconds", seconds, 0);
    }

    /** The fault for every request it is about, until it is taken away. */
    public static FaultRule of(FaultCode fault) {
        return new FaultRule(fault, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** This rule with one more detail, by its name in JSON. */
    public FaultRule with(String detail, Object value) {
        return of(json().set(detail, JSON.valueToTree(value)));
    }

    public static FaultRule of(JsonNode json) {
        if (!json.hasNonNull("fault")) {
            throw new IllegalArgumentException("fault: missing (expected: F01..F34)");
        }
        try {
            return JSON.treeToValue(json, FaultRule.class).judged();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** A state of the whole node strikes no requests, so it cannot choose among them or wait for their records. */
    private FaultRule judged() {
        if (!fault.ofNode()) {
            return this;
        }
        if (afterRecords != null) {
            throw new IllegalArgumentException("after_records: not for " + fault + ", a state of the whole node");
        }
        return forAll("a state of the whole node");
    }

    /** This rule, brought by the one request that it strikes; a rule that chooses among requests is refused. */
    public FaultRule ofRequest() {
        return forAll("a fault that a request brings itself");
    }

    private FaultRule forAll(String what) {
        ObjectNode details = json();
        CHOOSING.stream().filter(details::has).findFirst().ifPresent(detail -> {
            throw new IllegalArgumentException(detail + ": not for " + fault + ", " + what);
        });
        return this;
    }

    /** Whether the rule is about requests for this model, however it is spelt. */
    boolean concernsModel(String asked) {
        return model == null
                || model.equalsIgnoreCase(asked)
                || ModelName.parse(model)
                        .map(ModelName::key)
                        .equals(ModelName.parse(asked).map(ModelName::key));
    }

    /** The short form of a header: {@code F08;after=3;seconds=1.5}. */
    public static FaultRule parse(String text) {
        ObjectNode json = JSON.createObjectNode();
        String[] parts = text.split(";");
        json.put("fault", parts[0].strip().toUpperCase(Locale.ROOT));
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("fault detail: " + parts[i] + " (expected: name=value)");
            }
            String name = parts[i].substring(0, equals).strip();
            json.put(
                    SHORT_NAMES.getOrDefault(name, name),
                    parts[i].substring(equals + 1).strip());
        }
        return of(json);
    }

    /** Whether a word names a detail of a rule, in its short or its long form. */
    public static boolean isDetail(String word) {
        return SHORT_NAMES.containsKey(word) || DETAILS.contains(word);
    }

    /** The form that {@link #parse} reads. */
    public String compact() {
        StringBuilder text = new StringBuilder(fault.name());
        json().properties().stream()
                .filter(field -> !field.getKey().equals("fault"))
                .forEach(field -> text.append(';')
                        .append(field.getKey())
                        .append('=')
                        .append(field.getValue().asText()));
        return text.toString();
    }

    public ObjectNode json() {
        ObjectNode json = JSON.valueToTree(this);
        json.properties().removeIf(field -> field.getValue().isNull());
        return json;
    }

    public int after(int otherwise) {
        return afterRecords == null ? otherwise : afterRecords;
    }

    /** The time of the rule in nanoseconds. */
    public long nanos(double otherwiseSeconds) {
        return (long) ((seconds == null ? otherwiseSeconds : seconds) * 1e9);
    }

    public String text(String otherwise) {
        return text == null ? otherwise : text;
    }

    public int status(int otherwise) {
        return status == null ? otherwise : status;
    }

    private static void atLeast(String detail, @Nullable Number value, int least) {
        if (value != null && !(value.doubleValue() >= least)) {
            throw new IllegalArgumentException(detail + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
