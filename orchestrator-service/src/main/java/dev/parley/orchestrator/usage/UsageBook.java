package dev.parley.orchestrator.usage;

import dev.parley.orchestrator.conversation.StoreUnavailable;
import dev.parley.protocol.access.ConversationUsageRow;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where usage is kept. Fails with {@link StoreUnavailable} without a database. */
public interface UsageBook {

    /**
     * Usage, oldest hour first, then by key and model.
     *
     * @param tenant whose; null for that of all tenants
     */
    Uni<List<ConversationUsageRow>> rows(@Nullable String tenant, Span span, int most);

    /**
     * What is asked for.
     *
     * @param key one key; null for all
     * @param from the first hour
     * @param to the end, not included
     * @param after the last row of the page before; null for the first page
     */
    record Span(
            @Nullable String key,
            Instant from,
            Instant to,
            @Nullable Place after) {}

    /** A row's place. */
    record Place(Instant hour, String key, String model) {}
}
