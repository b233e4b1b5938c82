package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.time;

import dev.parley.orchestrator.TraceConfig;
import dev.parley.orchestrator.trace.Trace;
import dev.parley.orchestrator.trace.TraceStep;
import dev.parley.orchestrator.trace.Traces;
import dev.parley.protocol.caller.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A row for each trace; its steps are added to it one by one. */
@Singleton
final class PostgresTraces implements Traces {

    private static final int TRIES = 20;

    private static final String BEGIN = """
            insert into conversations.trace (tenant, id, key, user_prompt, orchestrated, steps, created_at)
            values ($1, $2, $3, $4, $5, '[]', $6) on conflict (tenant, id) do nothing""";

    private static final String ADD = """
            update conversations.trace set steps = steps || jsonb_build_array($3::text::jsonb)
            where tenant = $1 and id = $2""";

    private static final String COLUMNS =
            "select id, created_at, user_prompt, orchestrated, steps::text as steps from conversations.trace ";

    private static final String FIND = COLUMNS + "where tenant = $1 and id = $2";

    private static final String PAGE = COLUMNS + """
            where tenant = $1 and ($2::text is null or (created_at, id) < (
                select created_at, id from conversations.trace where tenant = $1 and id = $2))
            order by created_at desc, id desc limit $3""";

    /** What is too old, and of every tenant what comes after its newest ones; a thousand at once. */
    private static final String SWEEP = """
            delete from conversations.trace t using (
                select tenant, id from (
                    select tenant, id, created_at,
                           row_number() over (partition by tenant order by created_at desc, id desc) as place
                    from conversations.trace) numbered
                where created_at < $1 or place > $2 limit 1000) gone
            where t.tenant = gone.tenant and t.id = gone.id""";

    private final Database database;
    private final Clock clock;
    private final TraceConfig config;

    PostgresTraces(Database database, Clock clock, TraceConfig config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /** Named by its time; where another was faster, by the next millisecond that is free. */
    @Override
    public Uni<Trace> begin(Caller caller, String prompt, boolean orchestrated) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Multi.createFrom()
                .range(0, TRIES)
                .onItem()
                .transformToUniAndConcatenate(later -> begin(caller, prompt, orchestrated, now, later))
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .toUni()
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("trace: no free name (expected: one of " + TRIES + ")"));
    }

    private Uni<Optional<Trace>> begin(Caller caller, String prompt, boolean orchestrated, Instant now, int later) {
        String id = name(now.plusMillis(later));
        Tuple values = Tuple.of(caller.tenant(), id, caller.key(), prompt, orchestrated, time(now));
        return database.write(Rows.of(caller.tenant()), BEGIN, values)
                .map(rows -> rows.rowCount() == 1
                        ? Optional.of(new Trace(id, now, prompt, orchestrated, List.of()))
                        : Optional.empty());
    }

    private String name(Instant at) {
        return "%s-%d.%03d".formatted(config.prefix(), at.getEpochSecond(), at.getNano() / 1_000_000);
    }

    @Override
    public Uni<Void> add(Caller caller, String traceId, TraceStep step) {
        return database.write(Rows.of(caller.tenant()), ADD, Tuple.of(caller.tenant(), traceId, Json.write(step)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Trace>> find(String tenant, String traceId) {
        return database.read(Rows.of(tenant), FIND, Tuple.of(tenant, traceId))
                .map(rows -> all(rows).stream().findFirst());
    }

    @Override
    public Uni<List<Trace>> page(String tenant, @Nullable String before, int most) {
        return database.read(Rows.of(tenant), PAGE, Tuple.of(tenant, before, most))
                .map(PostgresTraces::all);
    }

    @Override
    public Uni<Integer> sweep() {
        Instant oldest = clock.instant().minus(config.keep());
        return database.write(Rows.OF_ALL, SWEEP, Tuple.of(time(oldest), config.perTenant()))
                .map(RowSet::rowCount);
    }

    private static List<Trace> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Trace(
                        row.getString("id"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getString("user_prompt"),
                        row.getBoolean("orchestrated"),
                        List.of(Json.read(row.getString("steps"), TraceStep[].class))))
                .toList();
    }
}
