package dev.parley.gateway.upstream;

import dev.parley.gateway.usage.ConversationUse;
import dev.parley.gateway.usage.Use;
import dev.parley.protocol.access.ConversationUsage;
import dev.parley.protocol.access.ConversationUsageRow;
import dev.parley.protocol.caller.Caller;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What conversations took, page by page from the orchestrator. */
@Singleton
class OrchestratorUsage implements ConversationUse {

    /** A thousand rows each: a key with more hours and models than that is asked about in parts. */
    private static final int MOST_PAGES = 50;

    private final OrchestratorUsageClient orchestrator;

    OrchestratorUsage(OrchestratorUsageClient orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Override
    public Future<Map<String, Use>> byModel(Caller caller, String key, Instant from, Instant to) {
        return new Reading(caller, key, from, to).page(null, MOST_PAGES);
    }

    private final class Reading {

        private final Caller caller;
        private final String key;
        private final Instant from;
        private final Instant to;
        private final Map<String, Use> byModel = new HashMap<>();

        Reading(Caller caller, String key, Instant from, Instant to) {
            this.caller = caller;
            this.key = key;
            this.from = from;
            this.to = to;
        }

        Future<Map<String, Use>> page(@Nullable String cursor, int left) {
            return Future.fromCompletionStage(
                            orchestrator.page(caller, key, from, to, cursor).subscribeAsCompletionStage())
                    .compose(page -> {
                        page.rows().forEach(this::add);
                        return goesOn(page, left) ? page(page.next(), left - 1) : Future.succeededFuture(byModel);
                    });
        }

        private static boolean goesOn(ConversationUsage page, int left) {
            return page.next() != null && left > 1;
        }

        private void add(ConversationUsageRow row) {
            byModel.merge(row.model(), new Use(row.answers(), row.promptTokens(), row.tokens()), Use::plus);
        }
    }
}
