package dev.parley.simulatednode.engine;

import org.jspecify.annotations.Nullable;

/** A request's place in the engine, from the question to the grant; cancelled when its client leaves. */
public final class Turn {

    enum Stage {
        PENDING,
        LOADING,
        WAITING,
        OVER
    }

    private final Demand demand;
    private final Waiter waiter;
    private final long askedAt;
    private final Engine engine;
    private Stage stage = Stage.PENDING;
    private long loadedAt;
    private @Nullable Instance instance;

    Turn(Demand demand, Waiter waiter, long askedAt, Engine engine) {
        this.demand = demand;
        this.waiter = waiter;
        this.askedAt = askedAt;
        this.engine = engine;
    }

    Demand demand() {
        return demand;
    }

    Stage stage() {
        return stage;
    }

    void loading() {
        stage = Stage.LOADING;
    }

    void waiting(long now, Instance where) {
        stage = Stage.WAITING;
        loadedAt = now;
        instance = where;
    }

    @Nullable
    Instance instance() {
        return instance;
    }

    long loadNanos() {
        return loadedAt - askedAt;
    }

    void grant(Lease lease) {
        stage = Stage.OVER;
        waiter.granted(lease);
    }

    void refuse(int status, String text) {
        stage = Stage.OVER;
        waiter.refused(status, text);
    }

    /** Leaves the queue, or aborts the load; without effect once granted, refused or cancelled. */
    public void cancel() {
        Stage left = stage;
        stage = Stage.OVER;
        if (left != Stage.OVER) {
            engine.left(this, left);
        }
    }
}
