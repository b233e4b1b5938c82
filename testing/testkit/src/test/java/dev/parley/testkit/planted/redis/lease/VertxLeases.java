package dev.parley.testkit.planted.redis.lease;

import io.vertx.redis.client.Redis;

/** A feature that knows Redis, one layer down. */
public record VertxLeases(Redis redis) {}
