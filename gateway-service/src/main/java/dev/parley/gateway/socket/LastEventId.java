package dev.parley.gateway.socket;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameter {@code last_event_id}: a browser cannot set a header on a WebSocket. */
final class LastEventId {

    private LastEventId() {}

    /** Its value in a query; an empty one is none. */
    static Optional<String> in(@Nullable String query) {
        if (query == null) {
            return Optional.empty();
        }
        return new QueryStringDecoder(query, false)
                .parameters().getOrDefault("last_event_id", List.of()).stream()
                        .filter(id -> !id.isEmpty())
                        .findFirst();
    }
}
