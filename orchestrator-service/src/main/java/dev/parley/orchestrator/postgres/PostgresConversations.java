package dev.parley.orchestrator.postgres;

import static dev.parley.orchestrator.postgres.ConversationRows.time;
import static dev.parley.orchestrator.postgres.LogWriter.tuple;

import dev.parley.orchestrator.control.Conversations;
import dev.parley.orchestrator.conversation.Change;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.MessagePlace;
import dev.parley.orchestrator.outcome.Outcome;
import dev.parley.protocol.access.ConversationPayers.ConversationPayer;
import dev.parley.protocol.conversation.ConversationStatus;
import dev.parley.protocol.conversation.Message;
import dev.parley.protocol.idea.Idea;
import dev.parley.transport.process.ProcessIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conversations as people deal with them. */
@Singleton
final class PostgresConversations implements Conversations {

    private static final String SELECT = "select " + ConversationRows.COLUMNS + " from conversations.conversation";
    private static final String FIND = SELECT + " where tenant = $1 and id = $2";
    private static final String LOCK = "select " + ConversationRows.COLUMNS
            + " from conversations.conversation where tenant = $1 and id = $2 for update";
    private static final String EARLIER = "select " + ConversationRows.COLUMNS + ", request_hash"
            + " from conversations.conversation where tenant = $1 and idempotency_key = $2";

    private static final String PAGE = SELECT + "\n" + """
             where tenant = $1 and ($2::text is null or status = $2)
               and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
             order by created_at desc, id desc limit $5""";

    /** Written before its first change, which then finds the row locked like any other. */
    private static final String INSERT = """
            insert into conversations.conversation (tenant, id, caller, spec, progress, status, wish, next_seq, fence,
                idempotency_key, request_hash, created_at, updated_at)
            values ($1, $2, $3::text::jsonb, $4::text::jsonb, $5::text::jsonb, 'active', 'run', 1, 0, $6, $7, $8, $8)""";

    private static final String WAITING =
            "select count(*) as waiting from conversations.conversation where status = 'active' and owner is null";

    private static final String PAID_BY = """
            select id from conversations.conversation
            where tenant = $1 and status = 'active' and caller ->> 'key' = $2 and withheld is null
            order by created_at limit $3""";

    private static final String PAYERS = """
            select tenant, caller ->> 'key' as key from conversations.conversation
            where status = 'active' and withheld is null
            group by 1, 2 order by min(created_at) limit $1""";

    /** A line of the log may correct what an earlier one said of an idea: the last word holds. */
    private static final String IDEAS = """
            select idea::text as idea
            from (
                select distinct on (turn, place) (idea ->> 'turn')::int as turn, (idea ->> 'ordinal')::int as place, idea
                from conversations.event e, jsonb_array_elements(e.payload -> 'ideas_settled') as settled (idea)
                where e.tenant = $1 and e.conversation = $2 and e.type in ('turn.completed', 'ideas.settled')
                  and ($3::int[] is null or (e.payload ->> 'turn')::int = any ($3))
                order by turn, place, e.seq desc) latest
            order by turn, place""";

    /** Whoever runs it, and whoever watches, is told when it is gone. */
    private static final String DELETE = """
            with gone as (delete from conversations.conversation where tenant = $1 and id = $2 returning tenant, id),
                 left_over as (insert into conversations.idea_removal (tenant, conversation, gone_at, due_at)
                               select tenant, id, now(), now() from gone on conflict do nothing)
            select pg_notify('parley_conversations', id::text) from gone""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;
    private final MessageReader messages;
    private final HistoryPages pages;

    PostgresConversations(Database database, MessageReader messages, HistoryPages pages) {
        this.database = database;
        this.messages = messages;
        this.pages = pages;
    }

    @Override
    public Uni<Created> create(
            ConversationState state,
            Change first,
            Repeat repeat,
            @Nullable ProcessIdentity claimant,
            @Nullable Past past) {
        return database.transaction(
                        rows(state.key()),
                        connection -> insert(connection, state, repeat)
                                .chain(() -> past == null
                                        ? Uni.createFrom().voidItem()
                                        : Forks.copy(connection, past, state.key()))
                                .chain(() -> LogWriter.write(
                                        connection, state, 0, first.withCustody(Change.Custody.OFFER), claimant))
                                .map(taken -> new Created(state.after(first), taken.holding(), repeat.hash())))
                .onFailure(PostgresConversations::isRepeated)
                .recoverWithUni(raced -> earlier(state.key().tenant(), String.valueOf(repeat.key()))
                        .map(found -> found.orElseThrow(() -> new IllegalStateException("repeated, and not there")))
                        .map(earlier -> new Created(earlier.state(), null, earlier.hash())));
    }

    private static Uni<Void> insert(SqlConnection connection, ConversationState state, Repeat repeat) {
        return connection
                .preparedQuery(INSERT)
                .execute(tuple(
                        state.key().tenant(),
                        state.key().id(),
                        Json.write(state.caller()),
                        Json.write(state.spec()),
                        Json.write(state.progress()),
                        repeat.key(),
                        repeat.hash(),
                        time(state.createdAt())))
                .replaceWithVoid();
    }

    private static boolean isRepeated(Throwable failure) {
        return failure instanceof PgException said && UNIQUE_VIOLATION.equals(said.getSqlState());
    }

    @Override
    public Uni<Optional<Earlier>> earlier(String tenant, String idempotencyKey) {
        return database.read(Rows.of(tenant), EARLIER, Tuple.of(tenant, idempotencyKey))
                .map(rows ->
                        PostgresTurnLog.all(
                                        rows,
                                        row -> new Earlier(ConversationRows.state(row), row.getString("request_hash")))
                                .stream()
                                .findFirst());
    }

    @Override
    public Uni<Optional<Outcome<Steered>>> steer(
            ConversationKey key,
            @Nullable ProcessIdentity claimant,
            Function<ConversationState, Outcome<Change>> decide) {
        return database.<Optional<Outcome<Steered>>>transaction(
                        rows(key),
                        connection -> connection
                                .preparedQuery(LOCK)
                                .execute(Tuple.of(key.tenant(), key.id()))
                                .flatMap(rows -> rows.size() == 0
                                        ? Uni.createFrom().item(Optional.empty())
                                        : steered(connection, rows.iterator().next(), claimant, decide)
                                                .map(Optional::of)))
                .onFailure(PostgresConversations::isRepeated)
                .transform(raced -> new RequestRepeated());
    }

    @Override
    public Uni<Boolean> delete(ConversationKey key) {
        return database.write(rows(key), DELETE, Tuple.of(key.tenant(), key.id()))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Optional<Past>> past(ConversationKey key, @Nullable Integer turn) {
        return database.read(rows(key), Forks.PAST, tuple(key.tenant(), key.id(), turn))
                .map(rows -> PostgresTurnLog.all(rows, row -> Forks.past(key, row)).stream()
                        .findFirst());
    }

    @Override
    public Uni<Optional<Message>> message(ConversationKey key, MessagePlace place) {
        return pages.one(key, place);
    }

    @Override
    public Uni<Optional<Message>> added(ConversationKey key, String requestKey) {
        return pages.added(key, requestKey);
    }

    private static Uni<Outcome<Steered>> steered(
            SqlConnection connection,
            Row row,
            @Nullable ProcessIdentity claimant,
            Function<ConversationState, Outcome<Change>> decide) {
        ConversationState state = ConversationRows.state(row);
        Outcome<Change> decided = decide.apply(state);
        if (!(decided instanceof Outcome.Given<Change> given) || given.value().isNone(state)) {
            return Uni.createFrom().item(decided.map(none -> new Steered(state, null)));
        }
        Change change = given.value();
        return LogWriter.write(connection, state, row.getLong("fence"), change, claimant)
                .map(taken -> Outcome.given(new Steered(state.after(change), taken.holding())));
    }

    @Override
    public Uni<Optional<ConversationState>> find(ConversationKey key) {
        return database.read(rows(key), FIND, Tuple.of(key.tenant(), key.id()))
                .map(rows -> PostgresTurnLog.all(rows, ConversationRows::state).stream()
                        .findFirst());
    }

    @Override
    public Uni<List<ConversationState>> page(
            String tenant, @Nullable ConversationStatus status, @Nullable Place after, int most) {
        return database.read(
                        Rows.of(tenant),
                        PAGE,
                        tuple(
                                tenant,
                                status == null ? null : ConversationRows.name(status),
                                after == null ? null : time(after.createdAt()),
                                after == null ? null : after.id(),
                                most))
                .map(rows -> PostgresTurnLog.all(rows, ConversationRows::state));
    }

    @Override
    public Uni<Long> waiting() {
        return database.read(Rows.OF_ALL, WAITING, Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("waiting"));
    }

    @Override
    public Uni<List<ConversationKey>> paidBy(String tenant, String key, int most) {
        return database.read(Rows.of(tenant), PAID_BY, Tuple.of(tenant, key, most))
                .map(rows -> PostgresTurnLog.all(rows, row -> new ConversationKey(tenant, row.getUUID("id"))));
    }

    @Override
    public Uni<List<ConversationPayer>> payers(int most) {
        return database.read(Rows.OF_ALL, PAYERS, Tuple.of(most))
                .map(rows -> PostgresTurnLog.all(
                        rows, row -> new ConversationPayer(row.getString("tenant"), row.getString("key"))));
    }

    private static Rows rows(ConversationKey key) {
        return Rows.of(key.tenant());
    }

    @Override
    public Uni<MessagePage> messages(ConversationKey key, MessagePlace after, int most) {
        return pages.page(key, after, most);
    }

    @Override
    public Uni<List<Message>> messages(ConversationKey key) {
        return database.session(rows(key), () -> messages.all(key));
    }

    @Override
    public Uni<List<Message>> messages(ConversationKey key, int round) {
        return database.session(rows(key), () -> messages.ofRound(key, round));
    }

    @Override
    public Uni<List<Idea>> ideas(ConversationKey key, @Nullable Set<Integer> turns) {
        Integer @Nullable [] wanted = turns == null ? null : turns.toArray(new Integer[0]);
        return database.read(rows(key), IDEAS, tuple(key.tenant(), key.id(), wanted))
                .map(rows -> {
                    List<Idea> ideas = new ArrayList<>(rows.size());
                    rows.forEach(row -> ideas.add(Json.read(row.getString("idea"), Idea.class)));
                    return ideas;
                });
    }
}
