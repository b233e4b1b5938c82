package dev.parley.router.postgres;

import dev.parley.router.model.ModelName;
import dev.parley.router.placement.Placement;
import dev.parley.router.placement.PlacementStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Placements in PostgreSQL: a few rows, replaced together. */
final class PostgresPlacements implements PlacementStore {

    private static final String ONE_AT_A_TIME = "lock table router.placement in share row exclusive mode";
    private static final String ALL = "select model, written, copies, warm from router.placement";
    private static final String FORGET = "delete from router.placement";
    private static final String ADD =
            "insert into router.placement (model, written, copies, warm, changed_by) values ($1, $2, $3, $4, $5)";

    private final Database database;

    PostgresPlacements(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<Placement>> read() {
        return database.query(ALL, Tuple.tuple()).thenApply(PostgresPlacements::placements);
    }

    @Override
    public CompletionStage<Void> replace(List<Placement> all, String by) {
        List<Tuple> rows = all.stream()
                .map(wish -> Tuple.of(wish.model().display(), wish.written(), wish.copies(), wish.warm(), by))
                .toList();
        return database.transaction(connection -> connection
                .query(ONE_AT_A_TIME)
                .execute()
                .compose(locked -> connection.query(FORGET).execute())
                .compose(forgotten -> rows.isEmpty()
                        ? Future.succeededFuture()
                        : connection.preparedQuery(ADD).executeBatch(rows).mapEmpty()));
    }

    private static List<Placement> placements(RowSet<Row> rows) {
        List<Placement> read = new ArrayList<>();
        for (Row row : rows) {
            ModelName.parse(row.getString("model"))
                    .ifPresent(model -> read.add(new Placement(
                            model, row.getString("written"), row.getInteger("copies"), row.getInteger("warm"))));
        }
        return read;
    }
}
