package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.time;

import dev.parley.orchestrator.retention.Kept;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What is over, oldest first, and only what nobody else has at hand. */
@Singleton
final class PostgresKept implements Kept {

    private static final String CONVERSATIONS = """
            with gone as (
                delete from conversations.conversation where id in (
                    select id from conversations.conversation
                    where status = 'completed' and updated_at < $1
                    order by updated_at limit $2 for update skip locked)
                returning tenant, id),
            left_over as (
                insert into conversations.idea_removal (tenant, conversation, gone_at, due_at)
                select tenant, id, now(), now() from gone on conflict do nothing)
            select id from gone""";

    private static final String USAGE = """
            delete from conversations.usage where ctid = any (array(
                select ctid from conversations.usage where created_at < $1 limit $2))""";

    private final Database database;

    PostgresKept(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Integer> forgetConversations(Instant endedBefore, int most) {
        return forget(CONVERSATIONS, endedBefore, most);
    }

    @Override
    public Uni<Integer> forgetUsage(Instant before, int most) {
        return forget(USAGE, before, most);
    }

    private Uni<Integer> forget(String what, Instant before, int most) {
        return database.write(Rows.OF_ALL, what, Tuple.of(time(before), most)).map(rows -> rows.rowCount());
    }
}
