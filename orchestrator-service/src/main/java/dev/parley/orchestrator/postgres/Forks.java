package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.LogWriter.tuple;

import dev.parley.orchestrator.control.Conversations.Past;
import dev.parley.orchestrator.control.Conversations.PastGone;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.Counts;
import dev.parley.orchestrator.conversation.Interventions;
import dev.parley.orchestrator.conversation.Ledger;
import dev.parley.orchestrator.conversation.OpenRound;
import dev.parley.orchestrator.conversation.Progress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/**
 * Takes the past of a conversation over into another: its lines under their own numbers, its messages, not what they cost.
 * Its ideas are judged anew: for the registry the other conversation has none yet, so its answers' claims are owed.
 */
final class Forks {

    /** Lines never change, so what is read here holds when it is copied. */
    static final String PAST = """
            with cut as (
                select seq, (payload ->> 'turn')::int as turn from conversations.event
                where tenant = $1 and conversation = $2 and type in ('turn.completed', 'turn.skipped')
                  and ($3::int is null or (payload ->> 'turn')::int = $3)
                order by seq desc limit 1),
            past as (
                select e.seq, e.type, e.payload from conversations.event e, cut
                where e.tenant = $1 and e.conversation = $2 and e.seq <= cut.seq),
            begun as (select max(seq) as seq from past where type = 'round.started')
            select cut.seq, cut.turn,
                   (select count(*) from past where type = 'turn.completed')::int as turns,
                   (select coalesce(sum((payload ->> 'tokens')::bigint), 0) from past where type = 'turn.completed')::bigint
                       as tokens,
                   (select count(*) from past where type = 'round.completed')::int as rounds,
                   (select (payload ->> 'round')::int from past, begun where past.seq = begun.seq) as round,
                   (select count(*) from past, begun
                    where past.seq > begun.seq and type in ('turn.completed', 'turn.skipped'))::int as spoken,
                   (select count(*) from past, begun where past.seq > begun.seq and type = 'turn.completed')::int as answered
            from cut""";

    private static final String COPY_EVENTS = """
            insert into conversations.event (tenant, conversation, seq, type, fence, payload, created_at)
            select tenant, $3, seq, type, 0, payload - 'ideas_settled', created_at from conversations.event
            where tenant = $1 and conversation = $2 and seq <= $4""";

    private static final String COPY_MESSAGES = """
            insert into conversations.message (tenant, conversation, seq, part, role, content, agent_url, agent, agent_role,
                model, round, turn, tokens, started_seq, attempt, claim, edited, edited_at, created_at, question)
            select tenant, $3, seq, part, role, content, agent_url, agent, agent_role,
                model, round, turn, tokens, started_seq, attempt, case when claim is not null then 'owed' end,
                edited, edited_at, created_at, question
            from conversations.message where tenant = $1 and conversation = $2 and seq <= $4 and not partial""";

    private Forks() {}

    /** The last line of a turn is within its round, which is therefore open, if only to be closed. */
    static Past past(ConversationKey key, Row row) {
        int turn = row.getInteger("turn");
        int round = row.getInteger("round");
        OpenRound open = new OpenRound(round, row.getInteger("spoken"), 0, 0, row.getInteger("answered"), null, 1);
        Progress progress = new Progress(
                round,
                turn,
                new Counts(row.getInteger("rounds"), row.getInteger("turns"), row.getLong("tokens"), 0, 0),
                open,
                null,
                0,
                null,
                null,
                Instant.EPOCH,
                Ledger.NONE,
                List.of(),
                Interventions.NONE);
        return new Past(key, row.getLong("seq"), turn, progress);
    }

    static Uni<Void> copy(SqlConnection connection, Past past, ConversationKey into) {
        var values = tuple(past.of().tenant(), past.of().id(), into.id(), past.seq());
        return connection
                .preparedQuery(COPY_EVENTS)
                .execute(values)
                .invoke(copied -> {
                    if (copied.rowCount() != past.seq()) {
                        throw new PastGone();
                    }
                })
                .chain(() -> connection.preparedQuery(COPY_MESSAGES).execute(values))
                .replaceWithVoid();
    }
}
