package dev.parley.gateway.upstream;

import java.util.Locale;

/** What a model is known by where routers are chosen: spellings of the same one lead to the same router. */
final class ModelKey {

    private static final String USUAL_TAG = ":latest";

    private ModelKey() {}

    static String of(String asked) {
        String name = asked.toLowerCase(Locale.ROOT);
        return name.isEmpty() || name.indexOf(':', name.lastIndexOf('/') + 1) >= 0 ? name : name + USUAL_TAG;
    }
}
