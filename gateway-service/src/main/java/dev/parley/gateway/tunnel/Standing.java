package dev.parley.gateway.tunnel;

import dev.parley.protocol.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the router knows of one node while it is here, and no longer. One call at a time; what changes while one is
 * under way is said in the next, at the next tick. Lives on its tunnel's loop.
 */
final class Standing {

    /** After so long a call that failed is made again. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final int RENEWALS_IN_LIFE = 3;

    private final Registrations registrations;
    private final Caller by;
    private final String url;
    private final InstantSource clock;
    private final Executor loop;
    private Offer wanted;
    private @Nullable Offer said;
    private Instant due = Instant.MIN;
    private boolean busy;
    private boolean mayStand;
    private boolean over;

    Standing(Registrations registrations, Caller by, String url, Offer offer, InstantSource clock, Executor loop) {
        this.registrations = registrations;
        this.by = by;
        this.url = url;
        this.wanted = offer;
        this.clock = clock;
        this.loop = loop;
    }

    /** Says it for the first time: whoever of the tenant had the name before has it no more. */
    void begin(Runnable done, Consumer<NotRegistered.Why> failed) {
        register(false, done, failed);
    }

    /** From now on it is so. */
    void become(Offer offer) {
        wanted = offer;
    }

    /** To be called every second, once it has begun. @param replaced runs when somebody else has the name now */
    void tick(Runnable replaced) {
        if (busy || over) {
            return;
        }
        if (wanted.paused()) {
            if (mayStand) {
                deregister();
            }
        } else if (!clock.instant().isBefore(due) || !wanted.equals(said)) {
            register(true, () -> {}, why -> {
                if (why == NotRegistered.Why.TAKEN) {
                    replaced.run();
                }
            });
        }
    }

    private void register(boolean renews, Runnable done, Consumer<NotRegistered.Why> failed) {
        busy = true;
        mayStand = true;
        Offer offer = wanted;
        registrations
                .register(by, offer.name(), offer.request(url, by.tenant(), renews))
                .whenComplete((life, failure) -> loop.execute(() -> {
                    busy = false;
                    if (failure == null) {
                        said = offer;
                        due = clock.instant().plus(life.dividedBy(RENEWALS_IN_LIFE));
                    } else {
                        due = clock.instant().plus(AGAIN);
                    }
                    if (over) {
                        deregister();
                    } else if (failure == null) {
                        done.run();
                    } else {
                        failed.accept(NotRegistered.of(failure));
                    }
                }));
    }

    /** If nobody hears it, it lapses. */
    private void deregister() {
        busy = true;
        mayStand = false;
        said = null;
        registrations
                .deregister(by, wanted.name(), url)
                .whenComplete((done, failure) -> loop.execute(() -> busy = false));
    }

    /** It is gone, or gets nothing more. Repeatable. */
    void end() {
        if (!over) {
            over = true;
            if (!busy && mayStand) {
                deregister();
            }
        }
    }
}
