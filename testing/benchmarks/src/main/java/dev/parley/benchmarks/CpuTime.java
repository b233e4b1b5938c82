package dev.parley.benchmarks;

import java.time.Duration;
import java.util.List;

/** CPU time of processes, as the operating system counts it. */
final class CpuTime {

    private CpuTime() {}

    /** The time these processes and their children have used since they started. */
    static Duration of(List<Long> pids) {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process ->
                        java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
