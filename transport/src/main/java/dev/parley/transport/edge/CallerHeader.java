package dev.parley.transport.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.protocol.caller.Caller;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The header {@code X-Parley-Caller}: on whose behalf an internal call is made, as compact JSON. */
public final class CallerHeader {

    /** The header's name. */
    public static final String NAME = "X-Parley-Caller";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private CallerHeader() {}

    /** The header's value for this caller. */
    public static String of(Caller caller) {
        try {
            return JSON.writeValueAsString(caller);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The caller of a guarded route. @throws IllegalStateException where no guard has stood. */
    public static Caller caller(RoutingContext context) {
        Caller caller = context.get(NAME);
        if (caller == null) {
            throw new IllegalStateException("no caller is known at " + context.normalizedPath());
        }
        return caller;
    }

    /** Remembers who calls for the rest of the request. The gateway does this after identifying its caller. */
    public static void keep(RoutingContext context, Caller caller) {
        context.put(NAME, caller);
    }

    static Optional<Caller> read(HttpServerRequest request) {
        String value = request.getHeader(NAME);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(value, Caller.class));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}
