package dev.parley.ideas.postgres;

import dev.parley.ideas.ledger.Attempt;
import dev.parley.ideas.ledger.ClaimRecord;
import dev.parley.ideas.ledger.ClaimRecord.Judged;
import dev.parley.ideas.ledger.OpenLedger;
import dev.parley.ideas.ledger.Standing;
import dev.parley.ideas.novelty.Candidate;
import dev.parley.ideas.novelty.RegistryId;
import dev.parley.protocol.idea.Idea;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A registry whose row is locked by the transaction of this connection. */
final class LockedRegistry implements OpenLedger {

    private final SqlConnection connection;
    private final RegistryId registry;
    private final long fence;
    private long state;
    private long claims;
    private boolean changed;

    LockedRegistry(SqlConnection connection, RegistryId registry, Row row) {
        this.connection = connection;
        this.registry = registry;
        this.fence = row.getLong("fence");
        this.state = row.getLong("state");
        this.claims = row.getLong("claims");
    }

    @Override
    public RegistryId registry() {
        return registry;
    }

    @Override
    public long fence() {
        return fence;
    }

    @Override
    public long state() {
        return state;
    }

    @Override
    public void state(long next) {
        state = next;
        changed = true;
    }

    @Override
    public long nextClaim() {
        return claims + 1;
    }

    long claims() {
        return claims;
    }

    boolean isChanged() {
        return changed;
    }

    @Override
    public Uni<List<Attempt>> attempts(int turn) {
        return rows(IdeaSql.ATTEMPTS, IdeaRows::attempt, turn);
    }

    @Override
    public Uni<List<Idea>> ideas(long claim) {
        return rows(IdeaSql.IDEAS_OF_CLAIM, IdeaRows::idea, claim);
    }

    @Override
    public Uni<List<Candidate>> page(String afterKey, int size) {
        return rows(IdeaSql.FIRST_IDEAS, IdeaRows::candidate, afterKey, size);
    }

    @Override
    public Uni<List<Candidate>> unverified(int max) {
        return rows(IdeaSql.UNVERIFIED, IdeaRows::candidate, max);
    }

    @Override
    public Uni<Void> record(ClaimRecord claim) {
        claims = claim.claim();
        changed = true;
        Uni<Void> claimed = run(IdeaSql.ADD_CLAIM, IdeaRows.claim(claim));
        return claim.ideas().isEmpty() ? claimed : claimed.flatMap(done -> add(claim.ideas()));
    }

    private Uni<Void> add(List<Judged> ideas) {
        List<Tuple> batch = ideas.stream()
                .map(judged -> ofRegistry(IdeaRows.idea(judged).toArray()))
                .toList();
        return connection.preparedQuery(IdeaSql.ADD_IDEA).executeBatch(batch).replaceWithVoid();
    }

    @Override
    public Uni<Void> confirm(long claim, Instant at) {
        return run(IdeaSql.RESTAND, List.of(claim, Standing.CONFIRMED.name(), at.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Uni<Void> restand(long claim, Standing standing, Instant at) {
        String doubt = standing == Standing.LAPSED ? IdeaSql.DOUBT_REPETITIONS : IdeaSql.DOUBT_SAME_KEYS;
        return run(IdeaSql.RESTAND, List.of(claim, standing.name(), at.atOffset(ZoneOffset.UTC)))
                .flatMap(done -> run(doubt, List.of(claim)));
    }

    @Override
    public Uni<Void> correct(Judged judged) {
        return run(IdeaSql.CORRECT, IdeaRows.finding(judged));
    }

    private Uni<Void> run(String sql, List<?> values) {
        return connection
                .preparedQuery(sql)
                .execute(ofRegistry(values.toArray()))
                .replaceWithVoid();
    }

    private <T> Uni<List<T>> rows(String sql, Function<Row, T> read, Object... values) {
        return connection.preparedQuery(sql).execute(ofRegistry(values)).map(rows -> list(rows, read));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    /** Every statement names the registry first: {@code $1} is the tenant, {@code $2} the conversation. */
    private Tuple ofRegistry(Object... values) {
        Tuple tuple = Tuple.of(registry.tenant(), registry.conversation());
        for (Object value : values) {
            tuple.addValue(value);
        }
        return tuple;
    }
}
