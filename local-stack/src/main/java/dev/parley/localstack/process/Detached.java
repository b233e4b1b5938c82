package dev.parley.localstack.process;

import dev.parley.localstack.folder.LogFile;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a process that neither our end nor the terminal's keys and hang-up can reach. */
public final class Detached {

    /**
     * An ignored signal is inherited, and the JVM leaves a signal alone that was ignored when it began; so Ctrl-C, Ctrl-Z
     * and a closed terminal pass it by on every system. Where there is {@code setsid} it gets a session of its own too,
     * because some tools signal a whole process group. The process number stays that of this shell.
     */
    private static final String SHIELD = "trap '' INT HUP QUIT TSTP TTIN TTOU;"
            + " if command -v setsid >/dev/null 2>&1; then exec setsid \"$@\"; fi;"
            + " exec \"$@\"";

    private Detached() {}

    /**
     * Starts it with the environment exactly as given; what it writes goes to the end of the log.
     *
     * @return the process; whoever wants it found again remembers it
     */
    public static Process start(List<String> command, Map<String, String> environment, LogFile log) throws IOException {
        log.setAsideIfLarge();
        List<String> shielded = new ArrayList<>(List.of("sh", "-c", SHIELD, "sh"));
        shielded.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(shielded)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
