package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.context.Past;
import dev.parley.orchestrator.conversation.ClaimState;
import dev.parley.orchestrator.conversation.ConversationKey;
import dev.parley.orchestrator.conversation.ConversationState;
import dev.parley.orchestrator.conversation.Holding;
import dev.parley.orchestrator.conversation.Wish;
import dev.parley.orchestrator.course.Move;
import dev.parley.orchestrator.course.Step;
import dev.parley.orchestrator.model.ChatMessage;
import dev.parley.orchestrator.prompt.Prompts;
import dev.parley.orchestrator.turn.Opening;
import dev.parley.orchestrator.turn.TurnLog;
import dev.parley.orchestrator.turn.Unsettled;
import dev.parley.protocol.conversation.MessageRole;
import dev.parley.protocol.conversation.Role;
import dev.parley.protocol.idea.Idea;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The turn log under the owner's fence: every write begins with the row's lock and the question whose it is. */
@Singleton
final class PostgresTurnLog implements TurnLog {

    private static final String LOCK = "select " + ConversationRows.COLUMNS
            + " from conversations.conversation where tenant = $1 and id = $2 and fence = $3 for update";

    private static final String OWN = "select " + ConversationRows.COLUMNS
            + " from conversations.conversation where tenant = $1 and id = $2 and fence = $3";

    private static final String WISH =
            "select wish from conversations.conversation where tenant = $1 and id = $2 and fence = $3 and status = 'active'";

    private static final String HISTORY =
            Spoken.in("conversation = $1 and not partial order by seq desc, part desc limit $2", """
            select role, coalesce(edited, content) as content from %s m order by seq desc, part desc limit $2""");

    /** Their beginnings: they are told in a line each. */
    private static final String EARLIER = Spoken.in(
            "conversation = $1 and not partial order by seq desc, part desc limit $2::bigint + $3::bigint", """
            select role, left(coalesce(edited, content), 600) as content
            from %s m order by seq desc, part desc limit $2 offset $3""");

    private static final String IDEAS = """
            select idea ->> 'text' as text
            from (
                select distinct on (turn, place) (idea ->> 'turn')::int as turn, (idea ->> 'ordinal')::int as place, idea
                from conversations.event e, jsonb_array_elements(e.payload -> 'ideas_settled') as settled (idea)
                where e.conversation = $1 and e.type in ('turn.completed', 'ideas.settled')
                order by turn, place, e.seq desc) latest
            where idea ->> 'verdict' <> 'repeated'
            order by turn desc, place desc limit $2""";

    private static final String UNSETTLED = """
            select turn, attempt, round, agent, agent_role, claim from conversations.message
            where conversation = $1 and claim in ('owed', 'claimed') order by seq""";

    /** Under the fence of whoever held it last: it is at rest, so nobody else writes. */
    private static final String INDEBTED = """
            select tenant, id, fence from conversations.conversation
            where status <> 'active' and id in (
                select distinct conversation from conversations.message where claim in ('owed', 'claimed'))
            order by updated_at limit $1""";

    private static final String PARTIAL =
            "select coalesce(edited, content) as content from conversations.message where conversation = $1 and partial";

    /** With what is said of its ideas in the line that it came with. */
    private static final String ANSWER = """
            select m.content, (e.payload -> 'ideas_settled')::text as told
            from conversations.message m join conversations.event e using (conversation, seq)
            where m.conversation = $1 and m.turn = $2 and m.claim is not null""";

    /** By whoever holds it: one that has lost it hears of its own fence, not of the answer's. */
    private static final String CONFIRM = """
            update conversations.message m set claim = 'confirmed' from conversations.conversation c
            where c.id = $1 and c.fence = $3 and m.conversation = c.id and m.turn = $2 and m.claim = 'claimed'""";

    private final Database database;

    PostgresTurnLog(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<Opening>> open(Holding holding) {
        ConversationKey key = holding.key();
        return database.read(rows(key), OWN, Tuple.of(key.tenant(), key.id(), holding.fence()))
                .flatMap(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : opening(ConversationRows.state(rows.iterator().next()))
                                .map(Optional::of));
    }

    private Uni<Opening> opening(ConversationState state) {
        Rows rows = rows(state.key());
        Object id = state.key().id();
        int shown = state.spec().historyLimit();
        return Uni.combine()
                .all()
                .unis(
                        database.read(rows, EARLIER, Tuple.of(id, Past.MOST_EARLIER, shown)),
                        database.read(rows, HISTORY, Tuple.of(id, shown)),
                        database.read(rows, IDEAS, Tuple.of(id, Prompts.ideasShown(state.spec()))),
                        database.read(rows, UNSETTLED, Tuple.of(id)),
                        partial(state))
                .usingConcurrencyOf(1)
                .with((earlier, history, ideas, unsettled, partial) -> new Opening(
                        state,
                        newestLast(earlier, PostgresTurnLog::message),
                        newestLast(history, PostgresTurnLog::message),
                        newestLast(ideas, row -> row.getString("text")),
                        all(unsettled, PostgresTurnLog::unsettled),
                        partial));
    }

    private Uni<String> partial(ConversationState state) {
        return state.progress().interventions().held() == null
                ? Uni.createFrom().item("")
                : database.read(rows(state.key()), PARTIAL, Tuple.of(state.key().id()))
                        .map(found -> all(found, row -> row.getString("content")).stream()
                                .findFirst()
                                .orElse(""));
    }

    @Override
    public Uni<Step> change(Holding holding, Function<ConversationState, Step> decide) {
        ConversationKey key = holding.key();
        return database.transaction(
                rows(key),
                connection -> connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(key.tenant(), key.id(), holding.fence()))
                        .flatMap(rows -> rows.size() == 0
                                ? Uni.createFrom().item(Step.lost())
                                : keep(
                                        connection,
                                        holding,
                                        ConversationRows.state(rows.iterator().next()),
                                        decide)));
    }

    @Override
    public Uni<Optional<Wish>> wish(Holding holding) {
        ConversationKey key = holding.key();
        return database.read(rows(key), WISH, Tuple.of(key.tenant(), key.id(), holding.fence()))
                .map(found -> all(found, ConversationRows::wish).stream().findFirst());
    }

    private static Uni<Step> keep(
            SqlConnection connection,
            Holding holding,
            ConversationState state,
            Function<ConversationState, Step> decide) {
        Step step = decide.apply(state);
        if (step.change().isNone(state)) {
            return Uni.createFrom().item(step);
        }
        Integer settledTurn = step.change().settledTurn();
        Uni<Boolean> first = settledTurn == null
                ? Uni.createFrom().item(true)
                : LogWriter.settle(connection, state.key(), settledTurn);
        return first.flatMap(news -> news
                ? LogWriter.write(connection, state, holding.fence(), step.change(), null)
                        .replaceWith(step)
                : Uni.createFrom().item(new Step(step.change(), new Move.Next())));
    }

    @Override
    public Uni<List<Holding>> indebted(int most) {
        return database.read(Rows.OF_ALL, INDEBTED, Tuple.of(most))
                .map(rows -> all(
                        rows,
                        row -> new Holding(
                                new ConversationKey(row.getString("tenant"), row.getUUID("id")),
                                row.getLong("fence"))));
    }

    @Override
    public Uni<Optional<Owed>> answer(Holding holding, int turn) {
        return database.read(rows(holding.key()), ANSWER, Tuple.of(holding.key().id(), turn))
                .map(rows -> all(rows, PostgresTurnLog::owed).stream().findFirst());
    }

    private static Owed owed(Row row) {
        String told = row.getString("told");
        return new Owed(row.getString("content"), told == null ? List.of() : List.of(Json.read(told, Idea[].class)));
    }

    @Override
    public Uni<Void> confirmed(Holding holding, int turn) {
        return database.write(
                        rows(holding.key()), CONFIRM, Tuple.of(holding.key().id(), turn, holding.fence()))
                .replaceWithVoid();
    }

    private static Rows rows(ConversationKey key) {
        return Rows.of(key.tenant());
    }

    private static ChatMessage message(Row row) {
        return new ChatMessage(
                MessageRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)), row.getString("content"));
    }

    private static Unsettled unsettled(Row row) {
        return new Unsettled(
                row.getInteger("turn"),
                row.getInteger("attempt"),
                row.getInteger("round"),
                row.getString("agent"),
                Role.valueOf(row.getString("agent_role").toUpperCase(Locale.ROOT)),
                ClaimState.valueOf(row.getString("claim").toUpperCase(Locale.ROOT)));
    }

    static <T> List<T> all(RowSet<Row> rows, Function<Row, T> shape) {
        List<T> found = new ArrayList<>(rows.size());
        rows.forEach(row -> found.add(shape.apply(row)));
        return found;
    }

    private static <T> List<T> newestLast(RowSet<Row> rows, Function<Row, T> shape) {
        List<T> found = all(rows, shape);
        Collections.reverse(found);
        return found;
    }
}
