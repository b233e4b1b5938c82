package dev.parley.gateway.upstream;

import dev.parley.gateway.chat.TaskTypes;
import dev.parley.protocol.caller.Caller;
import dev.parley.protocol.node.TaskTypeNames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of task that the router knows. They change with its settings, so one look is good for a while. */
@Singleton
final class RouterTasks implements TaskTypes {

    private static final Duration GOOD = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final RouterClient router;
    private final Clock clock;
    private volatile @Nullable Look last;

    RouterTasks(Vertx vertx, RouterClient router, Clock clock) {
        this.vertx = vertx;
        this.router = router;
        this.clock = clock;
    }

    @Override
    public Future<List<String>> known(Caller caller) {
        Look look = last;
        Instant now = clock.instant();
        if (look != null && now.isBefore(look.at().plus(GOOD))) {
            return Future.succeededFuture(look.names());
        }
        return read(caller).onSuccess(names -> last = new Look(names, now));
    }

    private Future<List<String>> read(Caller caller) {
        Context context = vertx.getOrCreateContext();
        Promise<List<String>> read = Promise.promise();
        router.tasks(caller)
                .map(TaskTypeNames::tasks)
                .subscribe()
                .with(
                        names -> context.runOnContext(now -> read.complete(names)),
                        away -> context.runOnContext(now -> read.fail(away)));
        return read.future();
    }

    private record Look(List<String> names, Instant at) {}
}
