package dev.parley.gateway.quota;

import io.vertx.core.Future;
import java.time.YearMonth;

/** What accounts have used, by what is written down for good. */
public interface MonthlyUse {

    /** Tokens of a month of UTC that this service relayed, those included that this process has still to write down. */
    Future<Long> relayed(Account account, YearMonth month);

    /** Tokens of a month of UTC that conversations took, as far as is known; may lag by seconds, and never fails. */
    Future<Long> inConversations(Account account, YearMonth month);
}
