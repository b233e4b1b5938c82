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

    /** Places in {@code /proc/<pid>/stat} after the name, which may hold anything. */
    private static final int STATE = 0;

    private static final int THREADS = 17;

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

    /**
     * In a container whose first process does not care for orphans, the ended ones stay listed. While threads of a process
     * are still being ended its first one is listed so too, but ports are still taken.
     */
    private static boolean isZombie(long pid) {
        Path stat = PROC.resolve(Long.toString(pid)).resolve("stat");
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return fields[STATE].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1;
        } catch (IOException noProcHere) {
            return false;
        }
    }
}
