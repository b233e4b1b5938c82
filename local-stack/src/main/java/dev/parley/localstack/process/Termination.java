package dev.parley.localstack.process;

import java.time.Duration;
import java.util.List;

/** Ends processes: asks, waits a bounded time, then ends them without asking. */
public final class Termination {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** What ends without asking is gone at once; the system may need a moment to free its memory. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Termination() {}

    /**
     * Ends them all, at the same time.
     *
     * @param patience how long they may take to end by themselves
     * @return those that still run, which only a broken system has
     */
    public static List<ProcessHandle> end(List<ProcessHandle> processes, Duration patience) {
        processes.forEach(ProcessHandle::destroy);
        return awaitThenKill(processes, patience);
    }

    /** The same for processes that were asked already. */
    public static List<ProcessHandle> awaitThenKill(List<ProcessHandle> processes, Duration patience) {
        List<ProcessHandle> stubborn = await(processes, patience);
        stubborn.forEach(ProcessHandle::destroyForcibly);
        return await(stubborn, AFTER_KILL);
    }

    /** Those that still run when all have ended or the time is over. */
    public static List<ProcessHandle> await(List<ProcessHandle> processes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> running = running(processes);
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            pause();
            running = running(running);
        }
        return running;
    }

    private static List<ProcessHandle> running(List<ProcessHandle> processes) {
        return processes.stream().filter(ProcessTable::isAlive).toList();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for processes to end", e);
        }
    }
}
