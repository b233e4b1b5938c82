package dev.parley.localstack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}: how a running PostgreSQL marks its data as taken, and what a killed one leaves behind.
 *
 * @param path the file, which need not exist
 */
record PostmasterFile(Path path) {

    private static final int PID = 0;
    private static final int STATUS = 7;

    /** Above what any system gives as a process number (Linux ends at 4194304). */
    private static final String NOBODY = "4194305";

    static PostmasterFile of(Path data) {
        return new PostmasterFile(data.resolve("postmaster.pid"));
    }

    /** The process the file names, whoever that is by now. */
    Optional<ProcessHandle> process() throws IOException {
        return line(PID).filter(pid -> pid.matches("\\d{1,9}")).flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
    }

    /** Whether the server that wrote it takes connections. */
    boolean saysReady() throws IOException {
        return line(STATUS).map("ready"::equals).orElse(false);
    }

    /**
     * Makes a left-behind file name nobody. PostgreSQL itself takes any live process with that number for a server and
     * refuses to start. The file stays, because by its other lines PostgreSQL makes sure that no part of the old server
     * still works on the data.
     */
    void nameNobody() throws IOException {
        List<String> lines = new ArrayList<>(lines());
        if (!lines.isEmpty()) {
            lines.set(PID, NOBODY);
            Files.write(path, lines);
        }
    }

    private Optional<String> line(int number) throws IOException {
        List<String> lines = lines();
        return lines.size() > number ? Optional.of(lines.get(number).strip()) : Optional.empty();
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(path);
        } catch (NoSuchFileException notRunning) {
            return List.of();
        }
    }
}
