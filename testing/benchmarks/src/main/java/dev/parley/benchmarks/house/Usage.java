package dev.parley.benchmarks.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What processes and their children use, as the operating system counts it. */
public final class Usage {

    private Usage() {}

    /**
     * The CPU time they have used since they started. A JVM's compilers are left out where the system has a {@code /proc}:
     * what they do is paid once, and would be counted for whichever calls happen to run meanwhile.
     */
    public static Duration cpu(List<Long> pids) {
        return processes(pids).map(Usage::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration cpu(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            long nanos = threads.mapToLong(Usage::nanos).sum();
            if (nanos > 0) {
                return Duration.ofNanos(nanos);
            }
        } catch (IOException noSuchFolder) {
            // Elsewhere, or it has ended.
        }
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long nanos(Path thread) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            String ran = Files.readString(thread.resolve("schedstat")).split(" ")[0];
            return name.startsWith("C1 Comp") || name.startsWith("C2 Comp") ? 0 : Long.parseLong(ran);
        } catch (IOException endedOrNotKept) {
            return 0;
        }
    }

    /** The memory they hold now, in bytes; 0 where the system has no {@code /proc}. */
    public static long residentBytes(List<Long> pids) {
        return processes(pids).mapToLong(Usage::residentBytes).sum();
    }

    /** The CPU time that this process has used, without those that it started. */
    public static Duration ownCpu() {
        return cpu(ProcessHandle.current());
    }

    /** The same memory with what several of them share counted once; 0 where the system does not tell. */
    public static long proportionalBytes(List<Long> pids) {
        return processes(pids)
                .mapToLong(pid -> bytes(pid, "smaps_rollup", "Pss:"))
                .sum();
    }

    private static Stream<ProcessHandle> processes(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    private static long residentBytes(ProcessHandle process) {
        return bytes(process, "status", "VmRSS:");
    }

    private static long bytes(ProcessHandle process, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        } catch (IOException noSuchFile) {
            return 0;
        }
    }
}
