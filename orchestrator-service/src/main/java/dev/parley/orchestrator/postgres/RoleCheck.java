package dev.parley.orchestrator.postgres;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Says so at start if the database role is one that no row filter binds: then only the statements keep tenants apart. */
@Singleton
final class RoleCheck {

    private static final Logger LOG = Logger.getLogger(RoleCheck.class);

    private static final String UNBOUND =
            "select rolname::text from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)";

    private final Database database;

    RoleCheck(Database database) {
        this.database = database;
    }

    void look(@Observes StartupEvent event) {
        database.read(Rows.OF_ALL, UNBOUND, Tuple.tuple())
                .subscribe()
                .with(
                        rows -> rows.forEach(row -> LOG.warnf(
                                "row filters do not bind this database role role=%s (expected: no superuser, no bypassrls)",
                                row.getString("rolname"))),
                        away -> LOG.debugf(away, "the database role is not known yet"));
    }
}
