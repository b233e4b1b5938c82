package dev.parley.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.quota.Limits;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.transport.edge.CallerHeader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Lets a test be any key with any limits by the header {@value #HEADER}: limits are tested here, who has them elsewhere. */
@ApplicationScoped
class TestKeys {

    static final String HEADER = "X-Test-Key";

    /** After the framework has found out who calls, before everything that is served. */
    private static final int BEHIND_THE_DOOR = -50;

    private static final ObjectMapper JSON = new ObjectMapper();

    void identify(@Observes Router router) {
        router.route().order(BEHIND_THE_DOOR).handler(TestKeys::identify);
    }

    private static void identify(RoutingContext context) {
        String asked = context.request().getHeader(HEADER);
        if (asked != null) {
            Identified identified = read(asked);
            CallerHeader.keep(context, identified.caller());
            identified.keep(context);
        }
        context.next();
    }

    private static Identified read(String json) {
        try {
            JsonNode key = JSON.readTree(json);
            Set<Scope> scopes = key.path("all").asBoolean()
                    ? EnumSet.allOf(Scope.class)
                    : EnumSet.of(Scope.INFERENCE, Scope.CONVERSATIONS);
            return Identified.forGood(
                    Caller.of("local", key.get("key").asText(), scopes),
                    new Limits(
                            key.has("requests")
                                    ? OptionalInt.of(key.get("requests").asInt())
                                    : OptionalInt.empty(),
                            key.has("tokens")
                                    ? OptionalLong.of(key.get("tokens").asLong())
                                    : OptionalLong.empty(),
                            key.has("streams")
                                    ? OptionalInt.of(key.get("streams").asInt())
                                    : OptionalInt.empty(),
                            key.has("month") ? OptionalLong.of(key.get("month").asLong()) : OptionalLong.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
