package dev.parley.benchmarks.load;

import dev.parley.benchmarks.house.Rest;
import dev.parley.benchmarks.house.Target;
import java.util.Map;

/** Keys of callers, made by whom a target's key belongs to. */
public final class Keys {

    /** Every kind of limit, none of which a load reaches: each call asks for all of them. */
    private static final Map<String, ?> LIMITS = Map.of(
            "requests_per_minute",
            1_000_000,
            "tokens_per_minute",
            1_000_000_000_000L,
            "concurrent_streams",
            10_000,
            "tokens_per_month",
            1_000_000_000_000L);

    private Keys() {}

    /** One that may only infer. */
    public static String plain(Target administrator, String name) {
        return make(administrator, name, Map.of());
    }

    /** One with limits that no load reaches. */
    public static String limited(Target administrator, String name) {
        return make(administrator, name, LIMITS);
    }

    private static String make(Target administrator, String name, Map<String, ?> limits) {
        return Rest.send(
                        "POST",
                        administrator.base().resolve("/api/keys"),
                        administrator.key(),
                        Map.of("name", name, "scopes", new String[] {"inference"}, "limits", limits))
                .path("key")
                .asText();
    }
}
