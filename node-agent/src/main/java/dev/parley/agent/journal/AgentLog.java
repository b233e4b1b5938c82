package dev.parley.agent.journal;

import dev.parley.agent.screen.SafeText;
import dev.parley.agent.setup.OwnFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Lines for the log file, and those from INFO on for the terminal too. The file is bounded: full, it becomes {@code .1}, and
 * what was {@code .3} is gone. What must not be read by others is blotted out wherever it would stand.
 */
public final class AgentLog {

    /** How much a line matters. */
    private enum Level {
        DEBUG,
        INFO,
        WARNING,
        ERROR
    }

    /** Four files of it are some weeks of a busy node, and nothing on any disk. */
    private static final long MOST_BYTES = 5_000_000;

    private static final int OLDER_FILES = 3;

    private static final int LONGEST_LINE = 16_384;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    private final Path file;
    private final PrintStream terminal;
    private final Level shown;
    private final Clock clock;
    private final long mostBytes;
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private @Nullable BufferedWriter writer;
    private long written;
    private boolean complained;

    /**
     * Writes here.
     *
     * @param debug whether the terminal is shown everything
     */
    public AgentLog(Path file, PrintStream terminal, boolean debug, Clock clock) {
        this(file, terminal, debug, clock, MOST_BYTES);
    }

    AgentLog(Path file, PrintStream terminal, boolean debug, Clock clock, long mostBytes) {
        this.file = file;
        this.terminal = terminal;
        this.shown = debug ? Level.DEBUG : Level.INFO;
        this.clock = clock;
        this.mostBytes = mostBytes;
    }

    /** Blots this out from now on. */
    public void blotOut(String secret) {
        if (!secrets.contains(secret)) {
            secrets.add(secret);
        }
    }

    /** For whoever looks for a fault. */
    public void debug(String line) {
        write(Level.DEBUG, line);
    }

    /** What happens. */
    public void info(String line) {
        write(Level.INFO, line);
    }

    /** What its owner may want to change. */
    public void warning(String line) {
        write(Level.WARNING, line);
    }

    /** What its owner must change. */
    public void error(String line) {
        write(Level.ERROR, line);
    }

    private synchronized void write(Level level, String said) {
        String text = said;
        for (String secret : secrets) {
            text = text.replace(secret, "[token]");
        }
        String cut = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text;
        String line = TIME.format(LocalDateTime.now(clock)) + " - " + level + " - " + SafeText.line(cut);
        if (level.compareTo(shown) >= 0) {
            terminal.println(line);
        }
        try {
            append(line);
        } catch (IOException e) {
            close();
            if (!complained) {
                complained = true;
                terminal.println("The log cannot be written: " + e);
            }
        }
    }

    private void append(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (writer == null) {
            open();
        }
        if (written + bytes.length > mostBytes && written > 0) {
            close();
            rotate();
            open();
        }
        BufferedWriter open = writer;
        if (open != null) {
            open.write(line);
            open.newLine();
            open.flush();
            written += bytes.length + 1;
        }
    }

    private void open() throws IOException {
        OwnFiles.folderOf(file);
        writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        OwnFiles.keepToOwner(file);
        written = Files.size(file);
    }

    private void rotate() throws IOException {
        for (int age = OLDER_FILES - 1; age >= 0; age--) {
            Path older = age == 0 ? file : aged(age);
            if (Files.exists(older)) {
                Files.move(older, aged(age + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path aged(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }

    private void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            complained = true;
        } finally {
            writer = null;
        }
    }
}
