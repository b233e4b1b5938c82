package dev.parley.agent.screen;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What stands at the other end of our output. */
public final class Terminal {

    private static final int USUAL_COLUMNS = 80;

    /** Below this nothing reads well, and above it lines are too long for the eye. */
    private static final int FEWEST_COLUMNS = 20;

    private static final int MOST_COLUMNS = 120;

    private final Map<String, String> environment;
    private int columns = USUAL_COLUMNS;

    /** Judges by this environment. */
    public Terminal(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * A screen for standard output: one that is redrawn if a terminal is there. Java cannot tell whether output goes to a
     * terminal, so {@code ./parley} says {@code yes} in {@code PARLEY_TERMINAL}; else it is taken for a pipe.
     */
    public Screen screen(PrintWriter out) {
        if (!isThere()) {
            return new PlainScreen(out);
        }
        columns = measure();
        return new TerminalScreen(out, () -> columns, paint());
    }

    /** Colours on a terminal, unless {@code NO_COLOR} is set to anything. */
    public Paint paint() {
        return new Paint(isThere() && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    private boolean isThere() {
        return environment.getOrDefault("PARLEY_TERMINAL", "").equals("yes")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Asks the terminal itself. */
    private static int measure() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(1, TimeUnit.SECONDS) || !size.matches("\\d+ \\d+")) {
                return USUAL_COLUMNS;
            }
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, columns));
        } catch (IOException noTerminal) {
            return USUAL_COLUMNS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_COLUMNS;
        }
    }
}
