package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.protocol.conversation.Message;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads messages for people, within a session of {@link Database}'s. */
@ApplicationScoped
class MessageReader implements PanacheRepositoryBase<MessageRow, MessageRow.Key> {

    private static final String IN_ORDER = " order by seq, part";

    Uni<List<Message>> all(ConversationKey key) {
        return shaped(list("tenant = ?1 and conversation = ?2" + IN_ORDER, key.tenant(), key.id()));
    }

    Uni<List<Message>> ofRound(ConversationKey key, int round) {
        return shaped(
                list("tenant = ?1 and conversation = ?2 and round = ?3" + IN_ORDER, key.tenant(), key.id(), round));
    }

    private static Uni<List<Message>> shaped(Uni<List<MessageRow>> rows) {
        return rows.map(found -> found.stream().flatMap(MessageRow::messages).toList());
    }
}
