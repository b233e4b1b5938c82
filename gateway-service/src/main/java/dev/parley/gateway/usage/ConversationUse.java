package dev.parley.gateway.usage;

import dev.parley.protocol.caller.Caller;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** What conversations took, as whoever runs them knows it. */
public interface ConversationUse {

    /**
     * By model.
     *
     * @param caller on whose behalf it is asked: sees its own key, with scope {@code admin} any of any tenant
     * @param from the hour that holds it is counted as a whole
     * @param to not counted any more
     */
    Future<Map<String, Use>> byModel(Caller caller, String key, Instant from, Instant to);
}
