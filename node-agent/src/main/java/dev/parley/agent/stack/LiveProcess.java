package dev.parley.agent.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Whether a process that once ran still does; the launcher judges in the same way. */
final class LiveProcess {

    /** The system tells starts by its boot time, which moves a little when the clock is set. */
    private static final Duration SAME_TIME = Duration.ofSeconds(2);

    private static final Path PROC = Path.of("/proc");

    private LiveProcess() {}

    /**
     * Whether the process that had this number at that moment is alive. One that began later has only inherited the number;
     * one that has ended but whose parent has not noticed is not alive.
     */
    static boolean isStill(long pid, Instant then) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .filter(start -> !start.isAfter(then.plus(SAME_TIME)))
                .filter(start -> !isZombie(pid))
                .isPresent();
    }

    private static boolean isZombie(long pid) {
        try {
            String text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (IOException noProcHere) {
            return false;
        }
    }
}
