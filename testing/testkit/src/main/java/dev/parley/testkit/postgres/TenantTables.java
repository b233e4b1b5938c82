package dev.parley.testkit.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL itself whether a schema keeps tenants apart: everything that has a column {@code tenant} is found in the
 * catalogue, and looked at and written to with the eyes of this tenant and of that one. Nothing that is tried is kept.
 */
public final class TenantTables {

    private static final String WITH_TENANT = """
            select c.relname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
            where n.nspname = ? and c.relkind in ('r', 'p') order by c.relname""";

    /** A filter that does not bind the table's owner binds no service; a view looks with its owner's eyes unless told not to. */
    private static final String UNGUARDED = """
            select c.relname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant' and not a.attisdropped
            where n.nspname = ? and (
                (c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity
                    and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*')))
                or (c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false))
                or c.relkind = 'm')
            order by c.relname""";

    private static final String REFUSED_BY_FILTER = "42501";

    private final EmbeddedPostgresServer server;
    private final String schema;

    /** The tables of one schema. */
    public TenantTables(EmbeddedPostgresServer server, String schema) {
        this.server = server;
        this.schema = schema;
    }

    /** Every table that has a column {@code tenant}. */
    public List<String> names() {
        return catalogued(WITH_TENANT);
    }

    /** Tables and views with a column {@code tenant} that do not filter what their owner sees. */
    public List<String> unguarded() {
        return catalogued(UNGUARDED);
    }

    /**
     * How many rows of a tenant are seen.
     *
     * @param viewer a tenant, {@code *} for everybody, or null for a transaction that says nothing
     */
    public long visible(String table, String tenant, @Nullable String viewer) {
        return as(viewer, connection -> {
            try (PreparedStatement count = connection.prepareStatement(
                    "select count(*) from %s.%s where tenant = ?".formatted(schema, table))) {
                count.setString(1, tenant);
                ResultSet rows = count.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    /**
     * What a tenant manages to do to rows of another: change, delete, add, or push one of its own over.
     *
     * @param intruder has rows in this table itself, so that it has something to push
     * @return nothing, if the filter holds
     */
    public List<String> trespasses(String table, String tenant, String intruder) {
        String name = schema + "." + table;
        List<String> done = new ArrayList<>();
        if (as(intruder, changing("update %s set tenant = tenant where tenant = '%s'".formatted(name, tenant))) > 0) {
            done.add("update");
        }
        if (as(intruder, changing("delete from %s where tenant = '%s'".formatted(name, tenant))) > 0) {
            done.add("delete");
        }
        String copy = "insert into %s select * from jsonb_populate_record(null::%s, '%s'::jsonb)"
                .formatted(name, name, rowOf(name, tenant).replace("'", "''"));
        if (!isRefused(intruder, copy)) {
            done.add("insert");
        }
        if (!isRefused(intruder, "update %s set tenant = '%s' where tenant = '%s'".formatted(name, tenant, intruder))) {
            done.add("give away");
        }
        return done;
    }

    private String rowOf(String name, String tenant) {
        return as("*", connection -> {
            ResultSet rows = connection
                    .createStatement()
                    .executeQuery("select to_jsonb(t) from %s t where tenant = '%s' limit 1".formatted(name, tenant));
            if (!rows.next()) {
                throw new IllegalStateException(name + ": no row of " + tenant + " (expected: one to try with)");
            }
            return rows.getString(1);
        });
    }

    private boolean isRefused(String viewer, String sql) {
        return as(viewer, connection -> {
            try {
                connection.createStatement().executeUpdate(sql);
                return false;
            } catch (SQLException refused) {
                if (REFUSED_BY_FILTER.equals(refused.getSQLState())) {
                    return true;
                }
                throw refused;
            }
        });
    }

    private static Work<Integer> changing(String sql) {
        return connection -> connection.createStatement().executeUpdate(sql);
    }

    private List<String> catalogued(String sql) {
        return as(null, connection -> {
            try (PreparedStatement question = connection.prepareStatement(sql)) {
                question.setString(1, schema);
                ResultSet rows = question.executeQuery();
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        });
    }

    private <T> T as(@Nullable String viewer, Work<T> work) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            connection.setAutoCommit(false);
            if (viewer != null) {
                try (PreparedStatement see =
                        connection.prepareStatement("select set_config('parley.tenant', ?, true)")) {
                    see.setString(1, viewer);
                    see.execute();
                }
            }
            T result = work.on(connection);
            connection.rollback();
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(schema + ": " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
