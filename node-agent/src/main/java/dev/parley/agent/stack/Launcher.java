package dev.parley.agent.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Brings the local stack up. */
@FunctionalInterface
public interface Launcher {

    /**
     * Returns when the stack of this folder is up, or cannot be brought up; what happens is told to people meanwhile.
     *
     * @return 0 if it is up
     */
    int bringUp(Path folder) throws IOException, InterruptedException;

    /** Whether what it would bring up was built after that moment. */
    default boolean isNewerThan(Instant moment) {
        return false;
    }
}
