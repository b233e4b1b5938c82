package dev.parley.orchestrator.postgres;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.LogEntry;
import dev.parley.orchestrator.stream.LoggedLine;
import dev.parley.protocol.event.ConversationEvent;
import dev.parley.protocol.idea.Idea;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A line of the log and its row. What the row's columns say is not said again in its payload; the ideas of an answer are
 * kept beside the event's own fields.
 */
final class EventRows {

    static final String INSERT = """
            insert into conversations.event (tenant, conversation, seq, type, fence, payload, created_at)
            values ($1, $2, $3, $4, $5, $6::text::jsonb, $7)""";

    /** Not an event that viewers see by this name: they see the ideas. */
    private static final String SETTLED = "ideas.settled";

    private static final String TYPE = "type";
    private static final String ID = "id";
    private static final String CONVERSATION = "conversation";
    private static final String TIMESTAMP = "timestamp";
    private static final String TURN = "turn";
    private static final String IDEAS = "ideas_settled";

    private EventRows() {}

    static Tuple row(ConversationKey key, long fence, LogEntry entry) {
        ObjectNode payload;
        String type;
        if (entry instanceof LogEntry.Told told) {
            payload = Json.tree(told.event());
            type = payload.get(TYPE).asText();
            payload.remove(List.of(TYPE, ID, CONVERSATION, TIMESTAMP));
        } else {
            type = SETTLED;
            payload = Json.object().put(TURN, ((LogEntry.IdeasSettled) entry).turn());
        }
        if (!entry.ideas().isEmpty()) {
            payload.set(IDEAS, Json.array(entry.ideas()));
        }
        return Tuple.from(List.of(
                key.tenant(),
                key.id(),
                entry.seq(),
                type,
                fence,
                payload.toString(),
                OffsetDateTime.ofInstant(entry.at(), ZoneOffset.UTC)));
    }

    static LoggedLine line(ConversationKey key, Row row) {
        long seq = row.getLong("seq");
        String type = row.getString(TYPE);
        Instant at = row.getOffsetDateTime("created_at").toInstant();
        ObjectNode payload = Json.read(row.getString("payload"), ObjectNode.class);
        List<Idea> ideas = payload.has(IDEAS) ? List.of(Json.value(payload.remove(IDEAS), Idea[].class)) : List.of();
        long fence = row.getLong("fence");
        if (type.equals(SETTLED)) {
            return new LoggedLine(
                    new LogEntry.IdeasSettled(seq, at, payload.get(TURN).asInt(), ideas), fence, null);
        }
        payload.put(TYPE, type)
                .put(ID, seq + ".0")
                .put(CONVERSATION, key.id().toString())
                .put(TIMESTAMP, at.toString());
        return Json.known(payload, ConversationEvent.class)
                .map(event -> new LoggedLine(new LogEntry.Told(seq, event, ideas), fence, row.getString("text")))
                .orElseGet(() -> new LoggedLine(new LogEntry.Foreign(seq, at), fence, null));
    }
}
