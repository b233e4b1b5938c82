package dev.parley.router.selection;

import dev.parley.transport.relay.request.RunnerOptions;
import java.time.Instant;
import java.util.Optional;

/**
 * A model as this router last had it loaded somewhere. Immutable.
 *
 * @param options that it was loaded for
 * @param since when it was asked for with these
 * @param ready when it first answered; empty while it is being loaded
 * @param context that the node told of it once it was ready; 0 if it has not yet
 * @param running requests of this router that it has now
 */
record Resident(RunnerOptions options, Instant since, Optional<Instant> ready, long context, int running) {

    static Resident loading(RunnerOptions options, Instant now) {
        return new Resident(options, now, Optional.empty(), 0, 1);
    }

    /** One that was there before we asked it for anything. */
    static Resident found(RunnerOptions options, long context, Instant now) {
        return new Resident(options, now, Optional.of(now), context, 1);
    }

    boolean isLoading() {
        return ready.isEmpty();
    }

    Resident more() {
        return new Resident(options, since, ready, context, running + 1);
    }

    Resident less() {
        return new Resident(options, since, ready, context, Math.max(0, running - 1));
    }

    Resident answered(Instant now) {
        return isLoading() ? new Resident(options, since, Optional.of(now), context, running) : this;
    }

    Resident told(long newContext) {
        return new Resident(options, since, ready, newContext, running);
    }

    /** Is loaded anew for others, as soon as those that run are done. */
    Resident reloading(RunnerOptions wanted, Instant now) {
        return new Resident(wanted, now, Optional.empty(), 0, running + 1);
    }
}
