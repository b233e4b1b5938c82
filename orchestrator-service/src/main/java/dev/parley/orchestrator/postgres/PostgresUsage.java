package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.time;
import static dev.parley.orchestrator.postgres.LogWriter.tuple;

import dev.parley.orchestrator.usage.UsageBook;
import dev.parley.protocol.access.ConversationUsageRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage, added up from what each turn left. */
@Singleton
final class PostgresUsage implements UsageBook {

    private static final String ROWS = """
            select key, model, hour, answers, prompt_tokens, tokens
            from (
                select key, coalesce(model, 'unknown') as model, date_trunc('hour', created_at, 'UTC') as hour,
                       count(*) as answers, coalesce(sum(prompt_tokens), 0)::bigint as prompt_tokens,
                       coalesce(sum(tokens), 0)::bigint as tokens
                from conversations.usage
                where ($1::text is null or tenant = $1) and ($2::text is null or key = $2) and created_at >= $3 and created_at < $4
                group by 1, 2, 3) used
            where $5::timestamptz is null or (hour, key, model) > ($5, $6::text, $7::text)
            order by hour, key, model limit $8""";

    private final Database database;

    PostgresUsage(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<ConversationUsageRow>> rows(@Nullable String tenant, Span span, int most) {
        Place after = span.after();
        return database.read(
                        tenant == null ? Rows.OF_ALL : Rows.of(tenant),
                        ROWS,
                        tuple(
                                tenant,
                                span.key(),
                                time(span.from()),
                                time(span.to()),
                                after == null ? null : time(after.hour()),
                                after == null ? null : after.key(),
                                after == null ? null : after.model(),
                                most))
                .map(rows -> PostgresTurnLog.all(rows, PostgresUsage::row));
    }

    private static ConversationUsageRow row(Row row) {
        return new ConversationUsageRow(
                row.getString("key"),
                row.getString("model"),
                row.getOffsetDateTime("hour").toInstant(),
                row.getLong("answers"),
                row.getLong("prompt_tokens"),
                row.getLong("tokens"));
    }
}
