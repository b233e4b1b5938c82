package dev.parley.router.postgres;

import dev.parley.router.model.ModelName;
import dev.parley.router.price.Price;
import dev.parley.router.registry.WholeStore;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Prices in PostgreSQL. */
final class PostgresPrices implements WholeStore<List<Price>> {

    private static final String ALL = "select model, input, output from router.price";
    private static final String ADD =
            "insert into router.price (model, input, output, changed_by) values ($1, $2, $3, $4)";

    private final Database database;

    PostgresPrices(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<Price>> read() {
        return database.query(ALL, Tuple.tuple()).thenApply(PostgresPrices::prices);
    }

    @Override
    public CompletionStage<Void> replace(List<Price> whole, String by) {
        List<Tuple> rows = whole.stream()
                .map(price -> Tuple.of(price.model().display(), price.input(), price.output(), by))
                .toList();
        return database.replace("router.price", ADD, rows);
    }

    private static List<Price> prices(RowSet<Row> rows) {
        List<Price> read = new ArrayList<>();
        for (Row row : rows) {
            ModelName.parse(row.getString("model"))
                    .ifPresent(model ->
                            read.add(new Price(model, row.getBigDecimal("input"), row.getBigDecimal("output"))));
        }
        return List.copyOf(read);
    }
}
