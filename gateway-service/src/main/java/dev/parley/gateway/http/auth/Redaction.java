package dev.parley.gateway.http.auth;

import dev.parley.gateway.key.ApiKey;
import java.util.regex.Pattern;

/** Recognises keys in texts: by their shape, and by standing where a path may have one. */
final class Redaction {

    private static final Pattern SECRET = Pattern.compile("(?<=/k/)[^/?#\\s\\],]+|" + ApiKey.SHAPE.pattern());

    private Redaction() {}

    static boolean isNeeded(String text) {
        return SECRET.matcher(text).find();
    }

    static String of(String text) {
        return SECRET.matcher(text).replaceAll("***");
    }
}
