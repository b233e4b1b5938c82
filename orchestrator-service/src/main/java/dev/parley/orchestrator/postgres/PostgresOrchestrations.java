package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.refinement.Orchestrations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A row for each tenant that has changed something, and one for everybody, whose tenant is {@code *}. */
@Singleton
final class PostgresOrchestrations implements Orchestrations {

    private static final String EVERYBODY = "*";

    /** Everybody's first, so that the tenant's own comes on top. */
    private static final String CHANGES = """
            select changes::text as changes from conversations.orchestration
            where tenant in ($1, '*') order by tenant <> '*'""";

    private static final String CHANGE = """
            insert into conversations.orchestration (tenant, changes, updated_at) values ($1, $2::text::jsonb, $3)
            on conflict (tenant) do update set changes = orchestration.changes || excluded.changes, updated_at = $3""";

    private static final String RESET = "delete from conversations.orchestration where tenant = $1";

    private final Database database;
    private final Clock clock;

    PostgresOrchestrations(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Uni<JsonObject> changes(String tenant) {
        return database.read(Rows.OF_ALL, CHANGES, Tuple.of(tenant)).map(rows -> {
            JsonObject changes = new JsonObject();
            for (Row row : rows) {
                changes.mergeIn(new JsonObject(row.getString("changes")));
            }
            return changes;
        });
    }

    @Override
    public Uni<JsonObject> change(Whose whose, String tenant, JsonObject fields) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.write(rows(whose, tenant), CHANGE, Tuple.of(row(whose, tenant), fields.encode(), now))
                .chain(() -> changes(tenant));
    }

    @Override
    public Uni<JsonObject> reset(Whose whose, String tenant) {
        return database.write(rows(whose, tenant), RESET, Tuple.of(row(whose, tenant)))
                .chain(() -> changes(tenant));
    }

    private static Rows rows(Whose whose, String tenant) {
        return whose == Whose.EVERYBODY ? Rows.OF_ALL : Rows.of(tenant);
    }

    private static String row(Whose whose, String tenant) {
        return whose == Whose.EVERYBODY ? EVERYBODY : tenant;
    }
}
