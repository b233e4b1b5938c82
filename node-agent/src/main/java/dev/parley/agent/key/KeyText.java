package dev.parley.agent.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.parley.protocol.caller.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of keys as they are typed and printed. */
public final class KeyText {

    private static final ObjectMapper JSON =
            new ObjectMapper().registerModule(new SimpleModule().addSerializer(Instant.class, new InstantText()));

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})([smhdw]?)");

    private static final Map<String, Integer> SECONDS =
            Map.of("", 1, "s", 1, "m", 60, "h", 3_600, "d", 86_400, "w", 604_800);

    private KeyText() {}

    /**
     * The scope of this name.
     *
     * @throws IllegalArgumentException naming what was expected
     */
    public static Scope scope(String name) {
        return Arrays.stream(Scope.values())
                .filter(scope -> name(scope).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--scope: %s (expected: %s)"
                        .formatted(name, String.join(", ", names(List.of(Scope.values()))))));
    }

    /** The names of scopes; one that is newer than this client has none. */
    public static List<String> names(List<Scope> scopes) {
        return scopes.stream().filter(Objects::nonNull).map(KeyText::name).toList();
    }

    /**
     * A span of time in seconds: {@code 30d}, {@code 12h}, {@code 90}.
     *
     * @throws IllegalArgumentException naming what was expected
     */
    public static long seconds(String span) {
        Matcher form = SPAN.matcher(span);
        if (!form.matches()) {
            throw new IllegalArgumentException("--expires: %s (expected: 90s, 15m, 12h, 30d or 4w)".formatted(span));
        }
        return Long.parseLong(form.group(1)) * SECONDS.getOrDefault(form.group(2), 1);
    }

    /** One line of JSON, in the words of the API. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }

    private static String name(Scope scope) {
        try {
            return Scope.class
                    .getField(scope.name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum has its own constants", e);
        }
    }

    private static final class InstantText extends StdScalarSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(instant.toString());
        }
    }
}
