package dev.parley.testkit.planted.database.idea;

import io.vertx.pgclient.PgConnectOptions;

/** A feature that knows the PostgreSQL client. */
public record PooledIdeas(PgConnectOptions options) {}
