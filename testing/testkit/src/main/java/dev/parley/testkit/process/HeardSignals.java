package dev.parley.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts a program so that it hears Ctrl-C and hang-up. What a process ignores its children ignore too: a build that runs in
 * the background of a shell, or under {@code nohup}, would otherwise test programs that nobody can interrupt.
 */
public final class HeardSignals {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String IGNORED = "SigIgn:";

    /** Signals 1 (hang-up) and 2 (interrupt), as bits. */
    private static final long HANG_UP_AND_INTERRUPT = 0b11;

    private HeardSignals() {}

    /**
     * The command to start instead of this one: the same, or, where this process ignores one of the signals, the same behind
     * GNU's {@code env}, which gives them back. Where a system does not tell what is ignored, nothing is changed.
     */
    public static List<String> command(List<String> command) {
        if ((ignored() & HANG_UP_AND_INTERRUPT) == 0) {
            return command;
        }
        List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=HUP,INT"));
        hearing.addAll(command);
        return hearing;
    }

    private static long ignored() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            Optional<String> line = Files.readAllLines(STATUS).stream()
                    .filter(text -> text.startsWith(IGNORED))
                    .findFirst();
            return line.map(text -> Long.parseUnsignedLong(
                            text.substring(IGNORED.length()).strip(), 16))
                    .orElse(0L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
