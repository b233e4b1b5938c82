package dev.parley.gateway.chat;

import dev.parley.gateway.identity.Identified;
import dev.parley.gateway.identity.Visits;
import dev.parley.gateway.inference.TokenCount;
import dev.parley.gateway.quota.Quotas;
import dev.parley.gateway.quota.VerdictMeter;
import dev.parley.gateway.usage.OpenAnswers;
import dev.parley.gateway.usage.UsageBook;
import io.vertx.core.MultiMap;
import java.time.InstantSource;

/** Asks models on behalf of callers: within the limits of their keys, and accounted for like every other inference. */
public final class Chats {

    final Models models;
    final TaskTypes tasks;
    final Quotas quotas;
    final VerdictMeter verdicts;
    final TokenCount count;
    final UsageBook book;
    final OpenAnswers answers;
    final Visits visits;
    final ChatMeter meter;
    final InstantSource clock;

    public Chats(
            Models models,
            TaskTypes tasks,
            Quotas quotas,
            VerdictMeter verdicts,
            TokenCount count,
            UsageBook book,
            OpenAnswers answers,
            Visits visits,
            ChatMeter meter,
            InstantSource clock) {
        this.models = models;
        this.tasks = tasks;
        this.quotas = quotas;
        this.verdicts = verdicts;
        this.count = count;
        this.book = book;
        this.answers = answers;
        this.visits = visits;
        this.meter = meter;
        this.clock = clock;
    }

    /**
     * Asks.
     *
     * @param bytes of the request, from which its tokens are guessed where nobody counts them
     * @param headers of the client
     */
    public Chat begin(Identified who, ChatRequest request, long bytes, MultiMap headers, ChatListener listener) {
        Chat chat = new Chat(this, who, request, bytes, headers, listener);
        chat.begin();
        return chat;
    }
}
