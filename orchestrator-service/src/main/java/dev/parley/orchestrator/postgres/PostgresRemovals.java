package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.time;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.retention.Removals;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** What the registry is to forget, one row for each conversation that is gone. */
@Singleton
final class PostgresRemovals implements Removals {

    private static final String DUE =
            "select tenant, conversation from conversations.idea_removal where due_at <= $1 order by due_at limit $2";

    private static final String REMOVED = """
            with done as (
                delete from conversations.idea_removal where tenant = $1 and conversation = $2 and gone_at < $3)
            update conversations.idea_removal set due_at = $4 where tenant = $1 and conversation = $2 and gone_at >= $3""";

    private static final String LATER =
            "update conversations.idea_removal set due_at = $3 where tenant = $1 and conversation = $2";

    private final Database database;

    PostgresRemovals(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<ConversationKey>> due(Instant now, int most) {
        return database.read(Rows.OF_ALL, DUE, Tuple.of(time(now), most))
                .map(rows -> PostgresTurnLog.all(
                        rows, row -> new ConversationKey(row.getString("tenant"), row.getUUID("conversation"))));
    }

    @Override
    public Uni<Void> removed(ConversationKey conversation, Instant goneBefore, Instant again) {
        return database.write(
                        Rows.of(conversation.tenant()),
                        REMOVED,
                        Tuple.of(conversation.tenant(), conversation.id(), time(goneBefore), time(again)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> later(ConversationKey conversation, Instant again) {
        return database.write(
                        Rows.of(conversation.tenant()),
                        LATER,
                        Tuple.of(conversation.tenant(), conversation.id(), time(again)))
                .replaceWithVoid();
    }
}
