package dev.parley.orchestrator.postgres;

import dev.parley.orchestrator.pace.FreshContexts;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Hibernate Reactive works on a safe duplicated context only. A request has one, but what follows an event of another
 * context, or a timer, has not: so every session gets one of its own.
 */
@Singleton
final class FreshSession {

    private final FreshContexts contexts;

    FreshSession(FreshContexts contexts) {
        this.contexts = contexts;
    }

    <T> Uni<T> with(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .emitter(listener ->
                        contexts.run(() -> work.get().subscribe().with(listener::complete, listener::fail)));
    }
}
