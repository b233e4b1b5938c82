package dev.parley.simulatednode.exchange;

import dev.parley.simulatednode.time.NodeTime;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Things to do in order, with pauses between them. */
final class Steps {

    /** A pause that never ends. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private final NodeTime time;
    private final Deque<Runnable> held = new ArrayDeque<>();

    /** Steps that were added by the step that runs now; they come right after it. */
    private final Deque<Runnable> fresh = new ArrayDeque<>();

    private @Nullable Runnable resume;
    private boolean releasing;
    private boolean holding;

    Steps(NodeTime time) {
        this.time = time;
    }

    void add(Runnable task) {
        (releasing ? fresh : held).add(task);
        release();
    }

    void pause(long nanos) {
        add(() -> {
            holding = true;
            if (nanos != FOR_EVER) {
                time.after(nanos, this::goOn);
            }
        });
    }

    /** Whether there is a pause now. */
    boolean holding() {
        return holding;
    }

    /** Called once when the present pause is over and no other has begun. */
    void onGoOn(Runnable task) {
        resume = task;
    }

    private void goOn() {
        holding = false;
        release();
        Runnable waiting = resume;
        if (!holding && waiting != null) {
            resume = null;
            waiting.run();
        }
    }

    private void release() {
        if (releasing) {
            return;
        }
        releasing = true;
        while (!holding && !held.isEmpty()) {
            held.remove().run();
            while (!fresh.isEmpty()) {
                held.addFirst(fresh.removeLast());
            }
        }
        releasing = false;
    }
}
