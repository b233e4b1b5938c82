package dev.parley.agent.tunnel;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread on which everything about tunnels happens, so that nothing in them needs a lock. It only moves bytes and
 * never waits. What is queued for it is bounded by who queues: each stream and each socket has one piece under way.
 */
public final class Loop implements Executor, AutoCloseable {

    private final ScheduledThreadPoolExecutor thread;
    private final Consumer<Throwable> onFault;

    /**
     * A new one.
     *
     * @param onFault told of what no task may do: fail
     */
    public Loop(Consumer<Throwable> onFault) {
        this.onFault = onFault;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread started = new Thread(task, "tunnel");
            started.setDaemon(true);
            return started;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException closed) {
            // Whoever comes after the end has nobody left to tell.
        }
    }

    /** Once, later. */
    void after(Duration delay, Runnable task) {
        try {
            var unused = thread.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // As above.
        }
    }

    /** Again and again. */
    public void every(Duration pause, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(
                () -> run(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            onFault.accept(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
