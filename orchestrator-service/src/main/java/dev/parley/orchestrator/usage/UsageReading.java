package dev.parley.orchestrator.usage;

import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.orchestrator.outcome.Refusal;
import dev.parley.orchestrator.usage.UsageBook.Place;
import dev.parley.orchestrator.usage.UsageBook.Span;
import dev.parley.protocol.access.ConversationUsage;
import dev.parley.protocol.access.ConversationUsageRow;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.caller.Scope;
import dev.parley.protocol.problem.ProblemCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what conversations cost: a key its own, an administrator that of every key of the tenant, or of one key wherever it
 * was used. The bearer of an issuer's tokens is in no list of keys that would tell the tenant.
 */
@Singleton
public final class UsageReading {

    /** A month; nobody who looks without saying since when wants more. */
    private static final Duration USUAL = Duration.ofDays(31);

    private static final int PAGE = 1_000;
    private static final String ALL = "all";

    private final UsageBook book;
    private final Clock clock;

    UsageReading(UsageBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /**
     * A page of usage.
     *
     * @param key one key; null for the caller's own, or for all keys of the tenant if the caller is an administrator
     * @param tenants {@code all} for that key of whatever tenant; null for the caller's tenant
     * @param from an instant, whose hour is the first; a month ago if null
     * @param to an instant, not included; now if null
     * @param cursor as the page before gave it; null for the first page
     */
    public Uni<Outcome<ConversationUsage>> page(
            Caller caller,
            @Nullable String key,
            @Nullable String tenants,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor) {
        boolean administers = caller.scopes().contains(Scope.ADMIN);
        if (!administers && key != null && !key.equals(caller.key())) {
            return refused(ProblemCode.SCOPE_MISSING, "scope: admin");
        }
        if (tenants != null && (!tenants.equals(ALL) || key == null)) {
            return refused(ProblemCode.INVALID_PARAMETER, "tenants: not understood (expected: all, with a key)");
        }
        if (tenants != null && !administers) {
            return refused(ProblemCode.SCOPE_MISSING, "scope: admin");
        }
        Instant now = clock.instant();
        Optional<Instant> begin = instant(from, now.minus(USUAL));
        Optional<Instant> end = instant(to, now);
        if (begin.isEmpty() || end.isEmpty()) {
            String name = begin.isEmpty() ? "from" : "to";
            return refused(ProblemCode.INVALID_PARAMETER, name + ": not an instant (expected: 2026-01-31T12:00:00Z)");
        }
        Optional<Place> after = cursor == null ? Optional.empty() : UsageCursors.read(cursor);
        if (cursor != null && after.isEmpty()) {
            return refused(
                    ProblemCode.INVALID_PARAMETER, "cursor: not one of ours (expected: next of an earlier page)");
        }
        String whose = key == null && !administers ? caller.key() : key;
        Span span = new Span(whose, begin.get().truncatedTo(ChronoUnit.HOURS), end.get(), after.orElse(null));
        // One more than is told tells whether there is a next page.
        return book.rows(tenants == null ? caller.tenant() : null, span, PAGE + 1)
                .map(rows -> Outcome.given(shaped(rows)));
    }

    private static ConversationUsage shaped(List<ConversationUsageRow> rows) {
        return rows.size() <= PAGE
                ? new ConversationUsage(rows, null)
                : new ConversationUsage(rows.subList(0, PAGE), UsageCursors.after(rows.get(PAGE - 1)));
    }

    private static Optional<Instant> instant(@Nullable String text, Instant absent) {
        try {
            return Optional.of(text == null ? absent : Instant.parse(text)).filter(UsageCursors::isKept);
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private static Uni<Outcome<ConversationUsage>> refused(ProblemCode code, String detail) {
        return Uni.createFrom().item(Outcome.refused(Refusal.of(code, detail)));
    }
}
