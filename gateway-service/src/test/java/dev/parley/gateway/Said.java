package dev.parley.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the gateway said of a caller to a service behind it, as that service reads it. */
public final class Said {

    private Said() {}

    /** The claims of the one signed caller in these headers. */
    public static JsonObject ofCaller(MultiMap headers) {
        var callers = headers.getAll("X-Parley-Caller");
        if (callers.size() != 1) {
            throw new AssertionError(callers.size() + " callers (expected: 1)");
        }
        String payload = callers.get(0).split("\\.")[1];
        return new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }
}
