package dev.parley.router.postgres;

import dev.parley.router.alias.Alias;
import dev.parley.router.alias.Variant;
import dev.parley.router.model.ModelName;
import dev.parley.router.model.ModelTarget;
import dev.parley.router.registry.WholeStore;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Aliases in PostgreSQL. */
final class PostgresAliases implements WholeStore<List<Alias>> {

    private static final String ALL = "select written, models, weights, fallbacks, shadow from router.alias";

    private static final String ADD = """
            insert into router.alias (name, written, models, weights, fallbacks, shadow, changed_by)
            values ($1, $2, $3, $4, $5, $6, $7)""";

    private final Database database;

    PostgresAliases(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<List<Alias>> read() {
        return database.query(ALL, Tuple.tuple()).thenApply(PostgresAliases::aliases);
    }

    @Override
    public CompletionStage<Void> replace(List<Alias> whole, String by) {
        return database.replace(
                "router.alias", ADD, whole.stream().map(alias -> row(alias, by)).toList());
    }

    private static Tuple row(Alias alias, String by) {
        return Tuple.of(alias.name().display(), alias.written())
                .addArrayOfString(spelled(alias.variants().stream().map(Variant::model)))
                .addArrayOfInteger(
                        alias.variants().stream().map(Variant::weight).toArray(Integer[]::new))
                .addArrayOfString(spelled(alias.fallbacks().stream()))
                .addBoolean(alias.shadow())
                .addString(by);
    }

    private static String[] spelled(Stream<ModelTarget.Named> models) {
        return models.map(ModelTarget.Named::written).toArray(String[]::new);
    }

    private static List<Alias> aliases(RowSet<Row> rows) {
        List<Alias> read = new ArrayList<>();
        for (Row row : rows) {
            String written = row.getString("written");
            Alias.parse(written).ifPresent(name -> read.add(alias(name, written, row)));
        }
        return List.copyOf(read);
    }

    private static Alias alias(ModelName name, String written, Row row) {
        List<ModelTarget.Named> models = models(row.getArrayOfStrings("models"));
        Integer[] weights = row.getArrayOfIntegers("weights");
        return new Alias(
                name,
                written,
                IntStream.range(0, models.size())
                        .mapToObj(i -> new Variant(models.get(i), weights[i]))
                        .toList(),
                models(row.getArrayOfStrings("fallbacks")),
                row.getBoolean("shadow"));
    }

    /** Written by us: what is no model's name is no row of ours. */
    private static List<ModelTarget.Named> models(String[] written) {
        return Stream.of(written)
                .map(model -> new ModelTarget.Named(
                        model, ModelName.parse(model).orElseThrow(() -> new IllegalStateException(model))))
                .toList();
    }
}
