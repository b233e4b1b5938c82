package dev.parley.testkit.planted.clean.redis;

import dev.parley.testkit.planted.clean.node.Node;
import io.vertx.redis.client.Redis;

/** An edge that knows a feature. */
public record RedisNodes(Redis redis, Node last) {}
