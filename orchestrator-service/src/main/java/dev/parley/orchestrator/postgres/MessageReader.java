package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.protocol.conversation.Message;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads messages for people, within a {@link FreshSession}. */
@ApplicationScoped
class MessageReader implements PanacheRepositoryBase<MessageRow, MessageRow.Key> {

    private static final String IN_ORDER = " order by seq, part";

    private final Database database;

    MessageReader(Database database) {
        this.database = database;
    }

    @WithSession
    Uni<List<Message>> all(ConversationKey key) {
        return database.bounded(shaped(list("tenant = ?1 and conversation = ?2" + IN_ORDER, key.tenant(), key.id())));
    }

    @WithSession
    Uni<List<Message>> ofRound(ConversationKey key, int round) {
        return database.bounded(shaped(
                list("tenant = ?1 and conversation = ?2 and round = ?3" + IN_ORDER, key.tenant(), key.id(), round)));
    }

    private static Uni<List<Message>> shaped(Uni<List<MessageRow>> rows) {
        return rows.map(found -> found.stream().map(MessageRow::message).toList());
    }
}
