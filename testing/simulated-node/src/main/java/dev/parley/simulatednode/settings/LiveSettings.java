package dev.parley.simulatednode.settings;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The settings in force now; a change is seen by everything that begins after it. */
public final class LiveSettings implements Supplier<NodeSettings> {

    private final NodeSettings initial;
    private volatile NodeSettings current;

    public LiveSettings(NodeSettings initial) {
        this.initial = initial;
        this.current = initial;
    }

    @Override
    public NodeSettings get() {
        return current;
    }

    public synchronized void change(UnaryOperator<NodeSettings> change) {
        current = change.apply(current);
    }

    /** Back to what the node was started with. */
    public void reset() {
        current = initial;
    }
}
