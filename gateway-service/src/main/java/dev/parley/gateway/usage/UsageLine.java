package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import java.time.Instant;

/**
 * Where use is written down.
 *
 * @param model that really answered, as a node names it
 * @param hour its beginning
 */
public record UsageLine(Account account, String model, Instant hour) {}
