package dev.parley.gateway;

import dev.parley.gateway.chat.ChatMeter;
import dev.parley.gateway.chat.Chats;
import dev.parley.gateway.chat.Models;
import dev.parley.gateway.chat.TaskTypes;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.inference.TokenCount;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.quota.VerdictMeter;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.gateway.usage.UsageBook;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What task chat needs and knows nothing of. */
@Dependent
class ChatBeans {

    @Produces
    @Singleton
    VerdictMeter verdictMeter(MeterRegistry meters) {
        return new VerdictMeter(meters);
    }

    @Produces
    @Singleton
    Chats chats(
            Models models,
            TaskTypes tasks,
            Quotas quotas,
            VerdictMeter verdicts,
            TokenCount count,
            UsageBook book,
            OpenAnswers answers,
            Visits visits,
            MeterRegistry meters,
            Clock clock) {
        return new Chats(models, tasks, quotas, verdicts, count, book, answers, visits, new ChatMeter(meters), clock);
    }
}
