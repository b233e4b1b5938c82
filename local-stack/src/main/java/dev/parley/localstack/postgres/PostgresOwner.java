package dev.parley.localstack.postgres;

import java.util.List;

/**
 * Whose the database is: a role that may do everything in it and is no superuser, so that what PostgreSQL guards row by row
 * is guarded from services too. The superuser has no password, so nobody gets in as it over the network.
 *
 * @param role what services connect as
 * @param password hexadecimal
 */
record PostgresOwner(String role, String password) {

    /** The one that initdb makes, and that owns PostgreSQL's own tables. */
    static final String SUPERUSER = "postgres";

    /**
     * Data of earlier days belong to a superuser of the role's name, which cannot be made less: it is renamed, and what it
     * owned is handed on. A session cannot rename itself, so another one does that.
     */
    private static final List<String> STATEMENTS = List.of(
            "do $$ begin if exists (select from pg_roles where rolname = '%1$s' and rolsuper)"
                    + " then create role %1$s_before superuser; set session authorization %1$s_before;"
                    + " alter role %1$s rename to %2$s; end if; end $$",
            "set session authorization %2$s",
            "drop role if exists %1$s_before",
            "alter role %2$s password null",
            "do $$ begin if not exists (select from pg_roles where rolname = '%1$s')"
                    + " then create role %1$s; end if; end $$",
            "alter role %1$s login password '%3$s'",
            "alter database %4$s owner to %1$s",
            "do $$ declare owned record; begin for owned in"
                    + " select 'schema' as kind, quote_ident(nspname) as name from pg_namespace"
                    + " where nspowner = '%2$s'::regrole and nspname !~ '^pg_'"
                    + " and nspname not in ('information_schema', 'public')"
                    + " union all select case relkind when 'v' then 'view' else 'table' end, c.oid::regclass::text"
                    + " from pg_class c join pg_namespace n on n.oid = relnamespace"
                    + " where relowner = '%2$s'::regrole and relkind in ('r', 'p', 'v')"
                    + " and nspname !~ '^pg_' and nspname <> 'information_schema'"
                    + " loop execute format('alter %%s %%s owner to %1$s', owned.kind, owned.name); end loop; end $$");

    /** What makes it so, whatever was before; one statement a line, as PostgreSQL reads them without a server. */
    String statements(String database) {
        return String.join("\n", STATEMENTS).formatted(role, SUPERUSER, password, database) + "\n";
    }

    @Override
    public String toString() {
        return "PostgresOwner[" + role + "]";
    }
}
