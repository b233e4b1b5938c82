package dev.parley.gateway;

import dev.parley.gateway.admission.HeldBytes;
import dev.parley.gateway.inference.InferenceRules;
import dev.parley.gateway.inference.TokenCount;
import dev.parley.gateway.key.KeptKey;
import dev.parley.gateway.key.KnownKeys;
import dev.parley.gateway.quota.Account;
import dev.parley.gateway.quota.Budgets;
import dev.parley.gateway.quota.Limits;
import dev.parley.gateway.quota.MonthlyUse;
import dev.parley.gateway.quota.Payers;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.quota.SharedLedger;
import dev.parley.gateway.token.Tokens;
import dev.parley.gateway.usage.ConversationTokens;
import dev.parley.gateway.usage.ConversationUse;
import dev.parley.gateway.usage.KnownPrices;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.gateway.usage.UsageBook;
import dev.parley.gateway.usage.UsageReading;
import dev.parley.gateway.usage.UsageStore;
import dev.parley.gateway.usage.UsageWriter;
import dev.parley.gateway.usage.WrittenUse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** What limits and usage need of the settings and know nothing of. */
@Dependent
class QuotaBeans {

    private final GatewayConfig config;

    QuotaBeans(GatewayConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    HeldBytes heldBytes() {
        return new HeldBytes(config.body().held().asLongValue());
    }

    @Produces
    @Singleton
    InferenceRules inferenceRules() {
        GatewayConfig.Inference inference = config.inference();
        return new InferenceRules(
                inference.maxKeepAlive(), inference.loadOptions().orElse(Set.of()));
    }

    @Produces
    @Singleton
    TokenCount tokenCount() {
        return new TokenCount(config.quota().reserveTokens(), config.quota().maxPromptTokens());
    }

    @Produces
    @Singleton
    UsageBook usageBook(Clock clock) {
        return new UsageBook(clock, config.usage().buffer());
    }

    @Produces
    @Singleton
    OpenAnswers openAnswers() {
        return new OpenAnswers();
    }

    @Produces
    @Singleton
    UsageWriter usageWriter(UsageBook book, UsageStore store) {
        return new UsageWriter(book, store);
    }

    @Produces
    @Singleton
    UsageReading usageReading(UsageWriter writer, UsageStore store, ConversationUse conversations, KnownPrices prices) {
        return new UsageReading(writer, store, conversations, prices);
    }

    @Produces
    @Singleton
    MonthlyUse monthlyUse(UsageBook book, UsageStore store, ConversationUse conversations, Clock clock) {
        return new WrittenUse(
                book,
                store,
                new ConversationTokens(
                        conversations,
                        clock,
                        config.usage().conversations(),
                        config.quota().accounts()));
    }

    @Produces
    @Singleton
    Budgets budgets(Payers payers, MonthlyUse use, KnownKeys keys, Clock clock) {
        return new Budgets(payers, account -> limits(account, keys), use, clock);
    }

    private Uni<Limits> limits(Account account, KnownKeys keys) {
        return account.key().startsWith(Tokens.CALLER_PREFIX)
                ? Uni.createFrom().item(config.quota().jwt().limits())
                : keys.find(account.key())
                        .map(found -> found.map(KeptKey::limits).orElse(Limits.NONE))
                        .onFailure()
                        .recoverWithItem(Limits.NONE);
    }

    @Produces
    @Singleton
    Quotas quotas(SharedLedger ledger, MonthlyUse use, Clock clock) {
        boolean open = config.quota().withoutRedis() == QuotaConfig.WithoutRedis.OPEN;
        return new Quotas(ledger, use, clock, open, config.quota().accounts());
    }
}
