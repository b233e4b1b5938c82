package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/** Where use is written down. Every call ends within the store's patience. */
public interface UsageStore {

    /** Adds to what is written: all or nothing. */
    Future<Void> add(Map<UsageLine, Use> lines);

    /** Tokens of prompts and answers of an account in a month of UTC. */
    Future<Long> tokens(Account account, YearMonth month);

    /**
     * What a key has used, by model.
     *
     * @param tenant the key's; empty for a key of whatever tenant
     * @param from the hour that holds it is counted as a whole
     * @param to not counted any more
     */
    Future<Map<String, Use>> byModel(Optional<String> tenant, String key, Instant from, Instant to);
}
