package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Lifecycle;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Lifecycle.Completed;
import dev.parley.orchestrator.conversation.Lifecycle.Paused;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.orchestrator.conversation.Progress;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.spec.ConversationSpec;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.StopReason;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A conversation and its row. */
final class ConversationRows {

    /** Everything that a state is made of. JSON comes as text, which the driver hands over as it is. */
    static final String COLUMNS =
            "tenant, id, caller::text, withheld, spec::text, progress::text, status, wish, stop_reason, code, next_seq, fence,"
                    + " created_at, updated_at";

    private ConversationRows() {}

    static ConversationState state(Row row) {
        return new ConversationState(
                new ConversationKey(row.getString("tenant"), row.getUUID("id")),
                new Payer(Json.read(row.getString("caller"), Caller.class), row.getString("withheld")),
                Json.read(row.getString("spec"), ConversationSpec.class),
                lifecycle(row),
                Json.read(row.getString("progress"), Progress.class),
                row.getLong("next_seq"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static Lifecycle lifecycle(Row row) {
        return switch (ConversationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT))) {
            case ACTIVE -> new Active(wish(row));
            case PAUSED -> new Paused();
            case COMPLETED ->
                new Completed(
                        StopReason.valueOf(row.getString("stop_reason").toUpperCase(Locale.ROOT)),
                        row.getString("code"));
        };
    }

    static Wish wish(Row row) {
        return Wish.valueOf(row.getString("wish").toUpperCase(Locale.ROOT));
    }

    static String status(Lifecycle lifecycle) {
        return name(lifecycle.status());
    }

    static @Nullable String wish(Lifecycle lifecycle) {
        return lifecycle instanceof Active active ? name(active.wish()) : null;
    }

    static @Nullable String stopReason(Lifecycle lifecycle) {
        return lifecycle instanceof Completed completed ? name(completed.reason()) : null;
    }

    static @Nullable String code(Lifecycle lifecycle) {
        return lifecycle instanceof Completed completed ? completed.code() : null;
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
