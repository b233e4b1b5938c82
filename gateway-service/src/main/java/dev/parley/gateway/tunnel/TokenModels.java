package dev.parley.gateway.tunnel;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The models that a token allows, as everywhere: a name without a tag is its {@code latest}, one that ends in {@code *} stands
 * for all that begin so.
 *
 * @param names null for every model
 */
record TokenModels(@Nullable List<String> names) {

    private static final String LATEST = ":latest";

    boolean allow(String model) {
        String plain = plain(model);
        return names == null || names.stream().anyMatch(name -> matches(name, plain));
    }

    private static boolean matches(String name, String model) {
        return name.endsWith("*")
                ? model.startsWith(name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT))
                : plain(name).equals(model);
    }

    private static String plain(String model) {
        String small = model.toLowerCase(Locale.ROOT);
        return small.endsWith(LATEST) ? small.substring(0, small.length() - LATEST.length()) : small;
    }

    /** For the one who is told no. */
    String inWords() {
        return names == null || names.isEmpty() ? "none" : String.join(", ", names);
    }
}
