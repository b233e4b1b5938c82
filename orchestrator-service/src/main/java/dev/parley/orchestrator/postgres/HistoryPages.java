package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.OrchestratorConfig;
import dev.parley.orchestrator.control.Conversations.MessagePage;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages page by page: as many as are asked for and as much text as is bearable, but always one. */
@Singleton
final class HistoryPages {

    /** A row more than messages are asked for may be of a message before them. */
    private static final String PAGE =
            Spoken.in("tenant = $1 and conversation = $2 and seq >= $3 order by seq, part limit $5::bigint + 1", """
            select seq, part, role, shown as content, agent_url, agent, agent_role, model, round, turn, tokens, partial,
                   edited_at, created_at
            from (
                select m.*, coalesce(edited, content) as shown,
                       sum(octet_length(coalesce(edited, content))) over (order by seq, part)
                           - octet_length(coalesce(edited, content)) as bytes_before
                from %s m
                where (seq, part) > ($3, $4)
                order by seq, part limit $5) page
            where bytes_before <= $6
            order by seq, part""");

    private static final String SHOWN = """
            select seq, part, role, coalesce(edited, content) as content, agent_url, agent, agent_role, model, round, turn,
                   tokens, partial, edited_at, created_at
            from %s m where\s""";

    private static final String ONE = Spoken.in("tenant = $1 and conversation = $2 and seq = $3", SHOWN + "part = $4");

    /** As it was added: whoever repeats the request sends that again. */
    private static final String ADDED = Spoken.in(
            "tenant = $1 and conversation = $2 and request_key = $3",
            SHOWN.replace("coalesce(edited, content) as content", "content") + "request_key = $3");

    private final Database database;
    private final long bytes;

    HistoryPages(Database database, OrchestratorConfig config) {
        this.database = database;
        this.bytes = config.history().bytes();
    }

    Uni<MessagePage> page(ConversationKey key, MessagePlace after, int most) {
        Tuple values = LogWriter.tuple(key.tenant(), key.id(), after.seq(), after.part(), most + 1, bytes);
        return database.read(Rows.of(key.tenant()), PAGE, values).map(rows -> page(rows, most));
    }

    /** One row more than asked for, or more text than is borne, tells that there may be more. */
    private MessagePage page(RowSet<Row> rows, int most) {
        List<Message> messages = new ArrayList<>();
        @Nullable MessagePlace last = null;
        long said = 0;
        for (Row row : rows) {
            if (messages.size() == most) {
                return new MessagePage(messages, last);
            }
            messages.add(message(row));
            last = new MessagePlace(row.getLong("seq"), row.getInteger("part"));
            said += row.getString("content").length();
        }
        return new MessagePage(messages, said * LARGEST_CHARACTER > bytes ? last : null);
    }

    /** UTF-8 bytes of one of Java's characters, at most. */
    private static final int LARGEST_CHARACTER = 3;

    Uni<Optional<Message>> one(ConversationKey key, MessagePlace place) {
        return database.read(
                        Rows.of(key.tenant()), ONE, LogWriter.tuple(key.tenant(), key.id(), place.seq(), place.part()))
                .map(rows -> PostgresTurnLog.all(rows, HistoryPages::message).stream()
                        .findFirst());
    }

    Uni<Optional<Message>> added(ConversationKey key, String requestKey) {
        return database.read(Rows.of(key.tenant()), ADDED, LogWriter.tuple(key.tenant(), key.id(), requestKey))
                .map(rows -> PostgresTurnLog.all(rows, HistoryPages::message).stream()
                        .findFirst());
    }

    private static Message message(Row row) {
        String role = row.getString("agent_role");
        OffsetDateTime edited = row.getOffsetDateTime("edited_at");
        return new Message(
                row.getLong("seq") + "." + row.getInteger("part"),
                MessageRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getString("content"),
                row.getString("agent_url"),
                row.getString("agent"),
                role == null ? null : Role.valueOf(role.toUpperCase(Locale.ROOT)),
                row.getString("model"),
                row.getInteger("round"),
                row.getInteger("turn"),
                row.getInteger("tokens"),
                row.getBoolean("partial") ? true : null,
                edited == null ? null : edited.toInstant(),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
