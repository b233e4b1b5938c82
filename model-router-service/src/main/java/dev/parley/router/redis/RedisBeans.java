package dev.parley.router.redis;

import dev.parley.transport.process.ProcessIdentity;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The claims and the kept answers, to be injected. */
@Dependent
final class RedisBeans {

    @Produces
    @Singleton
    RedisClaims claims(Vertx vertx, Redis redis, ProcessIdentity process, Heartbeat heartbeat) {
        return new RedisClaims(vertx, redis, process, heartbeat);
    }

    @Produces
    @Singleton
    RedisAnswers answers(Vertx vertx, Redis redis, RedisAnswers.Terms terms) {
        return new RedisAnswers(vertx, redis, terms);
    }
}
