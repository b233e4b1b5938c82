package dev.parley.testkit.planted.redis.lease;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;

/** A feature that knows Redis. */
public record QuarkusLeases(ReactiveRedisDataSource redis) {}
