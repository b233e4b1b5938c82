package dev.parley.gateway.usage;

import dev.parley.protocol.access.ModelUsage;
import dev.parley.protocol.access.UsageReport;
import dev.parley.protocol.access.UsageSource;
import dev.parley.protocol.caller.Caller;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports what keys have used. What is still in the book is written down first, so that nobody misses the last second. */
public final class UsageReading {

    private final UsageWriter writer;
    private final UsageStore store;
    private final ConversationUse conversations;
    private final KnownPrices prices;

    public UsageReading(UsageWriter writer, UsageStore store, ConversationUse conversations, KnownPrices prices) {
        this.writer = writer;
        this.store = store;
        this.conversations = conversations;
        this.prices = prices;
    }

    /** What the caller's own key has used. */
    public Future<UsageReport> own(Caller caller, Instant from, Instant to) {
        return report(caller, Optional.of(caller.tenant()), caller.key(), from, to);
    }

    /** What a key, or a bearer of tokens, of whatever tenant has used; for administrators. */
    public Future<UsageReport> any(Caller caller, String key, Instant from, Instant to) {
        return report(caller, Optional.empty(), key, from, to);
    }

    private Future<UsageReport> report(Caller caller, Optional<String> tenant, String key, Instant from, Instant to) {
        Future<Optional<Map<String, Use>>> talked =
                conversations.byModel(caller, key, from, to).map(Optional::of).otherwise(Optional.empty());
        Future<Costs> priced = prices.now(caller).map(Costs::new);
        return writer.write()
                .compose(done -> store.byModel(tenant, key, from, to))
                .compose(relayed -> talked.compose(known -> priced.map(costs -> new UsageReport(
                        key,
                        from,
                        to,
                        models(relayed, known.orElse(Map.of()), costs),
                        known.isPresent(),
                        costs.currency()))));
    }

    private static List<ModelUsage> models(Map<String, Use> relayed, Map<String, Use> talked, Costs costs) {
        return Stream.concat(
                        lines(relayed, UsageSource.INFERENCE, costs), lines(talked, UsageSource.CONVERSATIONS, costs))
                .sorted(Comparator.comparing(ModelUsage::model).thenComparing(ModelUsage::source))
                .toList();
    }

    private static Stream<ModelUsage> lines(Map<String, Use> byModel, UsageSource source, Costs costs) {
        return byModel.entrySet().stream()
                .map(use -> new ModelUsage(
                        use.getKey(),
                        source,
                        use.getValue().requests(),
                        use.getValue().promptTokens(),
                        use.getValue().tokens(),
                        costs.of(use.getKey(), use.getValue())));
    }
}
