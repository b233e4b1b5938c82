package dev.parley.testkit.planted.redis.redis;

import io.vertx.redis.client.Redis;

/** Redis where it belongs. */
public record RedisLeases(Redis redis) {}
