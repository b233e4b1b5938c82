package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.code;
import static dev.parley.orchestrator.postgres.ConversationRows.name;
import static dev.parley.orchestrator.postgres.ConversationRows.status;
import static dev.parley.orchestrator.postgres.ConversationRows.stopReason;
import static dev.parley.orchestrator.postgres.ConversationRows.time;
import static dev.parley.orchestrator.postgres.ConversationRows.wish;

import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.Change.Custody;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.KeptEdit;
import dev.parley.orchestrator.conversation.KeptMessage;
import dev.parley.orchestrator.conversation.KeptUsage;
import dev.parley.orchestrator.conversation.Lifecycle.Active;
import dev.parley.orchestrator.conversation.Payer;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a change into a transaction that holds its conversation's lock, and tells everybody when that is committed. */
final class LogWriter {

    private static final String INSERT_MESSAGE = """
            insert into conversations.message (tenant, conversation, seq, part, role, content, agent_url, agent, agent_role,
                model, round, turn, tokens, started_seq, attempt, claim, partial, request_key, created_at, question)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)""";

    private static final String EDIT = """
            update conversations.message set edited = $4, edited_at = $5
            where conversation = $1 and seq = $2 and part = $3""";

    private static final String VOID_PARTIAL = "delete from conversations.message where conversation = $1 and partial";

    private static final String INSERT_USAGE = """
            insert into conversations.usage (tenant, conversation, key, turn, attempt, agent, node, model, prompt_tokens,
                tokens, duration_ms, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""";

    private static final String SETTLE =
            "update conversations.message set claim = 'claimed' where conversation = $1 and turn = $2 and claim = 'owed'";

    /** The notification is sent when the transaction commits, and only then. */
    private static final String UPDATE = """
            with changed as (
                update conversations.conversation
                set progress = $2::text::jsonb, status = $3, wish = $4, stop_reason = $5, code = $6, next_seq = $7,
                    owner = case when $8 then $9 when $10 then null else owner end,
                    epoch = case when $8 then $11 when $10 then null else epoch end,
                    fence = fence + case when $8 then 1 else 0 end,
                    updated_at = $12, caller = coalesce($13::text::jsonb, caller),
                    withheld = case when $13 is null then withheld else $14 end
                where id = $1
                returning fence, (status = 'active' and owner is null) as unowned)
            select fence, pg_notify('parley_conversations', $1::text || case when unowned then ' unowned' else '' end)
            from changed""";

    private LogWriter() {}

    /**
     * Writes it all, in this order and in one round trip: none of it waits for the answer to another, and the first that fails
     * lets the transaction fail.
     *
     * @param fence under which it is written
     * @param claimant takes the conversation if the change offers it; null if nobody would
     * @return what the claimant holds now; null if it took nothing
     */
    static Uni<Taken> write(
            SqlConnection connection,
            ConversationState state,
            long fence,
            Change change,
            @Nullable ProcessIdentity claimant) {
        ConversationKey key = state.key();
        List<Tuple> entries = change.entries().stream()
                .map(entry -> EventRows.row(key, fence, entry))
                .toList();
        List<Tuple> messages = change.messages().stream()
                .filter(kept -> change.messages().stream().noneMatch(answer -> isQuestionAfter(answer, kept)))
                .map(kept -> message(key, kept, question(change, kept)))
                .toList();
        List<Tuple> edited =
                change.edits().stream().map(edit -> place(key, edit)).toList();
        List<Tuple> edits = change.edits().stream().map(edit -> edit(key, edit)).toList();
        List<Tuple> voided = change.voidsPartial() ? List.of(Tuple.of(key.id())) : List.of();
        return Uni.combine()
                .all()
                .unis(
                        batch(connection, EventRows.INSERT, entries),
                        batch(connection, VOID_PARTIAL, voided),
                        batch(connection, INSERT_MESSAGE, messages),
                        batch(connection, Spoken.TAKE_APART, edited),
                        batch(connection, Spoken.TAKEN_APART, edited),
                        batch(connection, EDIT, edits),
                        usage(connection, state, change),
                        update(connection, state, change, claimant))
                .with((told, gone, said, apart, once, changed, used, taken) -> taken);
    }

    /** What a claimant holds after the change. */
    record Taken(@Nullable Holding holding) {}

    /** Marks an owed claim as made. False if it was made before. */
    static Uni<Boolean> settle(SqlConnection connection, ConversationKey key, int turn) {
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(key.id(), turn))
                .map(rows -> rows.rowCount() > 0);
    }

    private static Uni<Taken> update(
            SqlConnection connection, ConversationState state, Change change, @Nullable ProcessIdentity claimant) {
        boolean runs = change.lifecycle() instanceof Active;
        ProcessIdentity taker = runs && change.custody() == Custody.OFFER ? claimant : null;
        boolean takes = taker != null;
        boolean releases = change.custody() == Custody.RELEASE;
        @Nullable Payer payer = change.payer();
        return connection
                .preparedQuery(UPDATE)
                .execute(tuple(
                        state.key().id(),
                        Json.write(change.progress()),
                        status(change.lifecycle()),
                        wish(change.lifecycle()),
                        stopReason(change.lifecycle()),
                        code(change.lifecycle()),
                        state.nextSeq() + change.entries().size(),
                        takes,
                        taker == null ? null : taker.id(),
                        releases,
                        taker == null ? null : taker.epoch(),
                        time(change.at()),
                        payer == null ? null : Json.write(payer.caller()),
                        payer == null ? null : payer.withheld()))
                .map(rows -> new Taken(
                        takes ? new Holding(state.key(), rows.iterator().next().getLong("fence")) : null));
    }

    private static Uni<Void> usage(SqlConnection connection, ConversationState state, Change change) {
        KeptUsage usage = change.usage();
        return usage == null
                ? Uni.createFrom().voidItem()
                : batch(
                        connection,
                        INSERT_USAGE,
                        List.of(tuple(
                                state.key().tenant(),
                                state.key().id(),
                                state.caller().key(),
                                usage.turn(),
                                usage.attempt(),
                                usage.agent(),
                                usage.node(),
                                usage.model(),
                                usage.promptTokens(),
                                usage.tokens(),
                                usage.durationMs(),
                                time(change.at()))));
    }

    /** The question that follows this message, and stands in the same row. */
    private static @Nullable String question(Change change, KeptMessage answer) {
        return change.messages().stream()
                .filter(kept -> isQuestionAfter(answer, kept))
                .map(kept -> kept.message().content())
                .findFirst()
                .orElse(null);
    }

    /** Whether all that the question's own row would say can be read off the answer's. */
    private static boolean isQuestionAfter(KeptMessage answer, KeptMessage kept) {
        Message said = answer.message();
        Message asked = kept.message();
        return answer.answer() != null
                && answer.seq() == kept.seq()
                && answer.part() + 1 == kept.part()
                && new Message(
                                asked.id(),
                                MessageRole.USER,
                                asked.content(),
                                null,
                                null,
                                null,
                                null,
                                said.round(),
                                said.turn(),
                                null,
                                null,
                                null,
                                said.createdAt())
                        .equals(asked)
                && kept.requestKey() == null;
    }

    private static Tuple message(ConversationKey key, KeptMessage kept, @Nullable String question) {
        Message message = kept.message();
        KeptMessage.AnswerOrigin answer = kept.answer();
        return tuple(
                key.tenant(),
                key.id(),
                kept.seq(),
                kept.part(),
                name(message.role()),
                message.content(),
                message.agentUrl(),
                message.agent(),
                message.agentRole() == null ? null : name(message.agentRole()),
                message.model(),
                message.round(),
                message.turn(),
                message.tokens(),
                answer == null ? null : answer.startedSeq(),
                answer == null ? null : answer.attempt(),
                answer == null || answer.claim() == null ? null : name(answer.claim()),
                Boolean.TRUE.equals(message.partial()),
                kept.requestKey(),
                time(message.createdAt()),
                question);
    }

    private static Tuple place(ConversationKey key, KeptEdit edit) {
        return tuple(key.id(), edit.place().seq(), edit.place().part());
    }

    private static Tuple edit(ConversationKey key, KeptEdit edit) {
        return tuple(key.id(), edit.place().seq(), edit.place().part(), edit.content(), time(edit.at()));
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    static Tuple tuple(@Nullable Object... values) {
        return Tuple.from(Arrays.asList(values));
    }
}
