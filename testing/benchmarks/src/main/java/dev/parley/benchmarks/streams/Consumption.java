package dev.parley.benchmarks.streams;

import dev.parley.benchmarks.house.Usage;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each of some processes uses between two looks, and this program, which is the client. */
final class Consumption {

    private static final double MEGABYTE = 1 << 20;

    private final List<Part> parts;
    private final long began = System.nanoTime();
    private final Duration client = Usage.ownCpu();

    private Consumption(List<Part> parts) {
        this.parts = parts;
    }

    /** Looks at these processes, by name, for the first time. */
    static Consumption of(Map<String, Long> processes) {
        List<Part> parts = new ArrayList<>();
        processes.forEach((name, pid) -> parts.add(Part.now(name, pid)));
        return new Consumption(parts);
    }

    private record Part(String name, List<Long> pid, Duration cpu, long bytes) {

        static Part now(String name, long pid) {
            List<Long> pids = List.of(pid);
            return new Part(name, pids, Usage.cpu(pids), Usage.proportionalBytes(pids));
        }

        Part again() {
            return now(name, pid.get(0));
        }
    }

    /** Looks again: one row each. */
    List<Map<String, Object>> rows() {
        double seconds = (System.nanoTime() - began) / 1e9;
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Part before : parts) {
            Part after = before.again();
            rows.add(row(
                    before.name(),
                    after.cpu().minus(before.cpu()),
                    seconds,
                    before.bytes() / MEGABYTE,
                    after.bytes() / MEGABYTE));
        }
        rows.add(row("client (this program)", Usage.ownCpu().minus(client), seconds, "", ""));
        return rows;
    }

    /** Bytes of memory that the one of these that grew most has now beyond what it had at the first look. */
    long grown(List<String> names) {
        return parts.stream()
                .filter(part -> names.contains(part.name()))
                .mapToLong(part -> part.again().bytes() - part.bytes())
                .max()
                .orElse(0);
    }

    private static Map<String, Object> row(String name, Duration used, double seconds, Object before, Object after) {
        double share = used.toNanos() / 1e9 / seconds * 100;
        return Table.row("process", name, "CPU, % of a core", share, "MB before", before, "MB after", after);
    }
}
