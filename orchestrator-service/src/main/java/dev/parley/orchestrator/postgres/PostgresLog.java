package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.stream.DurablePlane;
import dev.parley.orchestrator.stream.LogPage;
import dev.parley.orchestrator.stream.LoggedLine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The log as viewers read it. */
@Singleton
final class PostgresLog implements DurablePlane {

    /** One statement, so that lines, texts and the log's length are of one moment. */
    private static final String READ = """
            select line.seq, line.type, line.fence, line.payload, line.created_at, line.text, line.next_seq,
                   line.completed
            from (
                select e.seq, e.type, e.fence, e.payload::text as payload, e.created_at, m.content as text, c.next_seq,
                       c.status = 'completed' as completed,
                       sum(coalesce(octet_length(m.content), 0)) over (order by e.seq)
                           - coalesce(octet_length(m.content), 0) as bytes_before
                from conversations.conversation c
                join conversations.event e on e.conversation = c.id
                left join conversations.message m on m.conversation = e.conversation and m.started_seq = e.seq
                where c.tenant = $1 and c.id = $2 and e.seq >= $3
                order by e.seq limit $4) line
            where line.bytes_before <= 1000000
            order by line.seq""";

    private final Database database;

    PostgresLog(Database database) {
        this.database = database;
    }

    @Override
    public Uni<LogPage> read(ConversationKey conversation, long seq, int most) {
        return database.read(
                        Rows.of(conversation.tenant()),
                        READ,
                        Tuple.of(conversation.tenant(), conversation.id(), seq, most))
                .map(rows -> page(conversation, rows));
    }

    private static LogPage page(ConversationKey conversation, RowSet<Row> rows) {
        List<LoggedLine> lines = new ArrayList<>(rows.size());
        boolean more = false;
        boolean completed = false;
        for (Row row : rows) {
            LoggedLine line = EventRows.line(conversation, row);
            lines.add(line);
            more = line.entry().seq() + 1 < row.getLong("next_seq");
            completed = row.getBoolean("completed");
        }
        return new LogPage(lines, more, completed);
    }
}
