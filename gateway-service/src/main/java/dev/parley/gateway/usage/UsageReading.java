package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import dev.parley.protocol.access.ModelUsage;
import dev.parley.protocol.access.UsageReport;
import dev.parley.protocol.access.UsageSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports what keys have used. What is still in the book is written down first, so that nobody misses the last second. */
public final class UsageReading {

    private final UsageWriter writer;
    private final UsageStore store;

    public UsageReading(UsageWriter writer, UsageStore store) {
        this.writer = writer;
        this.store = store;
    }

    /** What an account has used. */
    public Future<UsageReport> of(Account account, Instant from, Instant to) {
        return report(Optional.of(account.tenant()), account.key(), from, to);
    }

    /** What a key of whatever tenant has used. */
    public Future<UsageReport> ofAnyTenant(String key, Instant from, Instant to) {
        return report(Optional.empty(), key, from, to);
    }

    private Future<UsageReport> report(Optional<String> tenant, String key, Instant from, Instant to) {
        return writer.write()
                .compose(done -> store.byModel(tenant, key, from, to))
                .map(byModel -> new UsageReport(key, from, to, relayed(byModel)));
    }

    private static List<ModelUsage> relayed(Map<String, Use> byModel) {
        return byModel.entrySet().stream()
                .map(use -> new ModelUsage(
                        use.getKey(),
                        UsageSource.INFERENCE,
                        use.getValue().requests(),
                        use.getValue().promptTokens(),
                        use.getValue().tokens()))
                .toList();
    }
}
