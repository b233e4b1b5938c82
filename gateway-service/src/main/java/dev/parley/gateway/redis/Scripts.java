package dev.parley.gateway.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisConnection;

/** The scripts of quotas, which read one clock. */
record Scripts(Script admit, Script settle, Script beat, Script tell) {

    /** @param clock a piece of Lua that declares {@code now}, in milliseconds since 1970 */
    static Scripts readingTimeFrom(String clock) {
        return new Scripts(
                Script.of(clock, "window.lua", "held.lua", "admit.lua"),
                Script.of(clock, "window.lua", "held.lua", "settle.lua"),
                Script.of("held.lua", "beat.lua"),
                Script.of("held.lua", "tell.lua"));
    }

    Future<Void> load(RedisConnection connection) {
        return admit.load(connection)
                .compose(done -> settle.load(connection))
                .compose(done -> beat.load(connection))
                .compose(done -> tell.load(connection));
    }
}
