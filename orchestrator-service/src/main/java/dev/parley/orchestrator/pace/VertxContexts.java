package dev.parley.orchestrator.pace;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;

/** A new duplicated and safe context each time: what a request has, for work that no request asked for. */
@Singleton
final class VertxContexts implements FreshContexts {

    private final VertxInternal vertx;

    VertxContexts(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    @Override
    public void run(Runnable work) {
        Context context = VertxContext.createNewDuplicatedContext(vertx.createEventLoopContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(none -> work.run());
    }
}
