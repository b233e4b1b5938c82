package dev.parley.gateway.usage;

import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.MonthlyUse;
import io.vertx.core.Future;
import java.time.YearMonth;

/** What accounts have used, by the store, the book, and whoever runs conversations. */
public final class WrittenUse implements MonthlyUse {

    private final UsageBook book;
    private final UsageStore store;
    private final ConversationTokens conversations;

    public WrittenUse(UsageBook book, UsageStore store, ConversationTokens conversations) {
        this.book = book;
        this.store = store;
        this.conversations = conversations;
    }

    @Override
    public Future<Long> relayed(Account account, YearMonth month) {
        return store.tokens(account, month).map(written -> written + book.tokens(account, month));
    }

    @Override
    public Future<Long> inConversations(Account account, YearMonth month) {
        return conversations.of(account, month);
    }
}
