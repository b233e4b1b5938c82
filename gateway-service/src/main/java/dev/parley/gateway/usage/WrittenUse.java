package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.MonthlyUse;
import io.vertx.core.Future;
import java.time.YearMonth;

/** What accounts have used, by the store and the book. */
public final class WrittenUse implements MonthlyUse {

    private final UsageBook book;
    private final UsageStore store;

    public WrittenUse(UsageBook book, UsageStore store) {
        this.book = book;
        this.store = store;
    }

    @Override
    public Future<Long> relayed(Account account, YearMonth month) {
        return store.tokens(account, month).map(written -> written + book.tokens(account, month));
    }

    @Override
    public long inConversations(Account account, YearMonth month) {
        return 0;
    }
}
