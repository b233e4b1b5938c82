package dev.parley.orchestrator.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Timers of the event loop: what waits goes on where it was. */
@Singleton
final class VertxDelays implements Delays {

    private final Vertx vertx;

    VertxDelays(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Uni<Void> after(Duration delay) {
        if (delay.isNegative() || delay.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }
}
