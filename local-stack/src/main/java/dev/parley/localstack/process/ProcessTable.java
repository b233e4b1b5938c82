package dev.parley.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds our own processes among all that run on the machine. */
public final class ProcessTable {

    /** The system tells starts by its boot time, which moves a little when the clock is set. */
    private static final long SAME_START_MILLIS = 2_000;

    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    /** How a process that runs now will be remembered; empty if it has ended already. */
    public static Optional<ProcessRecord> remember(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> new ProcessRecord(pid, start.toEpochMilli()));
    }

    /** The remembered process, if it is still the same one and alive. A later process with its number is not it. */
    public static Optional<ProcessHandle> find(ProcessRecord remembered) {
        return ProcessHandle.of(remembered.pid())
                .filter(ProcessTable::isAlive)
                .filter(process -> startedAt(process, remembered.startedMillis()));
    }

    /** Every live process that fits, but this one. */
    public static List<ProcessHandle> all(Predicate<ProcessHandle.Info> fits) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> fits.test(process.info()))
                .filter(ProcessTable::isAlive)
                .toList();
    }

    /** Whether it runs. One that has ended but whose parent has not noticed does not. */
    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean startedAt(ProcessHandle process, long millis) {
        Optional<Instant> start = process.info().startInstant();
        return start.isPresent() && Math.abs(start.get().toEpochMilli() - millis) <= SAME_START_MILLIS;
    }

    /** In a container whose first process does not care for orphans, the ended ones stay listed. */
    private static boolean isZombie(long pid) {
        Path stat = PROC.resolve(Long.toString(pid)).resolve("stat");
        try {
            String text = Files.readString(stat);
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (IOException noProcHere) {
            return false;
        }
    }
}
