package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tokens that conversations of accounts took in a month, as they were a few seconds ago at most. Where they cannot be asked
 * for, the latest known number stands: a budget is not gone because the orchestrator is.
 */
public final class ConversationTokens {

    private final ConversationUse use;
    private final Clock clock;
    private final Duration every;
    private final int max;

    /** Least recently used first. */
    private final Map<Account, Known> accounts = new LinkedHashMap<>(16, 0.75f, true);

    /** One account's tokens: while they are asked for, the answer to come. */
    private record Known(YearMonth month, Instant asked, Future<Long> tokens) {

        boolean isOf(YearMonth wanted, Instant since) {
            return month.equals(wanted) && asked.isAfter(since);
        }

        long latest(YearMonth wanted) {
            return month.equals(wanted) && tokens.succeeded() ? tokens.result() : 0;
        }
    }

    /**
     * @param every asked for no more often
     * @param max accounts that are remembered
     */
    public ConversationTokens(ConversationUse use, Clock clock, Duration every, int max) {
        this.use = use;
        this.clock = clock;
        this.every = every;
        this.max = max;
    }

    /** Never fails. */
    synchronized Future<Long> of(Account account, YearMonth month) {
        Known known = accounts.get(account);
        if (known != null && known.isOf(month, clock.instant().minus(every))) {
            return known.tokens();
        }
        long latest = known == null ? 0 : known.latest(month);
        Future<Long> asked = ask(account, month).otherwise(latest);
        accounts.put(account, new Known(month, clock.instant(), asked));
        if (accounts.size() > max) {
            accounts.remove(accounts.keySet().iterator().next());
        }
        return asked;
    }

    private Future<Long> ask(Account account, YearMonth month) {
        Caller itself = Caller.of(account.tenant(), account.key(), Set.of(Scope.CONVERSATIONS));
        return use.byModel(itself, account.key(), beginning(month), beginning(month.plusMonths(1)))
                .map(byModel ->
                        byModel.values().stream().mapToLong(Use::allTokens).sum());
    }

    private static Instant beginning(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
