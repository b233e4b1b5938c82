package dev.parley.protocol.caller;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as established at the gateway. Travels signed in the header {@code X-Parley-Caller} of every internal
 * request.
 *
 * @param tenant whose data may be seen; 1 to 64 characters of [a-z0-9-]
 * @param key the public id of the key in use, {@code anonymous} where identity is off; never the key itself; 1 to 64
 *     characters of [A-Za-z0-9:._-]
 * @param scopes what the caller may do; always written in the order of {@link Scope}, so that equal callers are equal bytes
 * @param models the only models that the caller may use, sorted; a name that ends in {@code *} stands for all that begin
 *     so; at most 100 names and 4,096 characters in all, because they travel in a header; null for every model, empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Caller(
        @JsonProperty("tenant") String tenant,
        @JsonProperty("key") String key,
        @JsonProperty("scopes") Set<Scope> scopes,
        @JsonProperty("models") @Nullable List<String> models) {

    private static final int MOST_NAMES = 100;
    private static final int MOST_CHARACTERS = 4_096;

    public Caller {
        expect(tenant.matches("[a-z0-9-]{1,64}"), "tenant: " + tenant, "1..64 characters of a-z, 0-9 and -");
        expect(key.matches("[A-Za-z0-9:._-]{1,64}"), "key: " + key, "1..64 characters of A-Z, a-z, 0-9 and :._-");
        EnumSet<Scope> inOrder = EnumSet.noneOf(Scope.class);
        inOrder.addAll(scopes);
        scopes = Collections.unmodifiableSet(inOrder);
        models = models == null ? null : sorted(models);
    }

    /** A caller that may use every model. */
    public static Caller of(String tenant, String key, Set<Scope> scopes) {
        return new Caller(tenant, key, scopes, null);
    }

    private static List<String> sorted(List<String> models) {
        List<String> names = models.stream().distinct().sorted().toList();
        int characters = names.stream().mapToInt(String::length).sum();
        expect(names.size() <= MOST_NAMES, "models: " + names.size() + " names", "<= " + MOST_NAMES);
        expect(
                characters <= MOST_CHARACTERS,
                "models: " + characters + " characters",
                "<= " + MOST_CHARACTERS + " in all");
        return names;
    }

    private static void expect(boolean met, String was, String expected) {
        if (!met) {
            throw new IllegalArgumentException(was + " (expected: " + expected + ")");
        }
    }
}
