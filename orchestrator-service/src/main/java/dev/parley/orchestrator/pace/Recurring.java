package dev.parley.orchestrator.pace;

import dev.parley.orchestrator.conversation.StoreUnavailable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again, on a context of its own, with a rest before each time. A store that is away is waited for in
 * silence, because others tell of it; any other failure is told, and does not end it either.
 */
public final class Recurring {

    private static final Logger LOG = Logger.getLogger(Recurring.class);

    private final String what;
    private final Supplier<Uni<?>> work;
    private volatile @Nullable Cancellable loop;

    /** @param what for the log, as "{@code memories swept}" */
    public Recurring(String what, Supplier<Uni<?>> work) {
        this.what = what;
        this.work = work;
    }

    /** Begins, with a rest. */
    public void start(FreshContexts contexts, Delays delays, Duration every) {
        contexts.run(() -> loop = Multi.createBy()
                .repeating()
                .uni(() -> delays.after(every).chain(this::once))
                .indefinitely()
                .subscribe()
                .with(
                        done -> {},
                        surprise -> LOG.errorf(surprise, "never again work=\"%s\" code=internal-error", what)));
    }

    /** Ends; what is under way is dropped. */
    public void stop() {
        Cancellable running = loop;
        if (running != null) {
            running.cancel();
        }
    }

    private Uni<Void> once() {
        return Uni.createFrom()
                .deferred(() -> work.get().replaceWithVoid())
                .onFailure(StoreUnavailable.class)
                .recoverWithNull()
                .onFailure()
                .invoke(failure -> LOG.errorf(failure, "not done work=\"%s\" code=internal-error", what))
                .onFailure()
                .recoverWithNull();
    }
}
