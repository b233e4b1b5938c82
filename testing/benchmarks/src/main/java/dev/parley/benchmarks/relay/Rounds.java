package dev.parley.benchmarks.relay;

import dev.parley.benchmarks.house.Target;
import dev.parley.benchmarks.house.Usage;
import dev.parley.benchmarks.load.Calls;
import dev.parley.benchmarks.load.Load;
import dev.parley.benchmarks.load.Measurement;
import dev.parley.benchmarks.report.Scenario;
import dev.parley.benchmarks.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every workload against every target, in one run and in turns, so that a noisy machine is noisy for all. */
public final class Rounds {

    private final List<Target> targets;
    private final List<Workload> workloads;

    /** The first target is what the others are compared with. */
    public Rounds(List<Target> targets, List<Workload> workloads) {
        this.targets = targets;
        this.workloads = workloads;
    }

    /**
     * What one workload on one target gave.
     *
     * @param cpuMicros CPU time of all hops per call
     */
    public record Result(Workload workload, Target target, Measurement measured, double cpuMicros) {

        double addedMicros(Result baseline, double share) {
            return measured.latencies().micros(share)
                    - baseline.measured.latencies().micros(share);
        }
    }

    /** Runs them all, each once to warm and once to measure. */
    public List<Result> run() {
        List<Result> results = new ArrayList<>();
        int most = workloads.stream().mapToInt(Workload::clients).max().orElseThrow();
        try (Calls calls = new Calls(most)) {
            Load load = new Load(calls);
            for (Workload workload : workloads) {
                for (Target target : targets) {
                    Scenario.say("warming " + target.name() + ": " + workload.title());
                    measure(load, target, workload);
                }
                for (Target target : targets) {
                    Scenario.say("measuring " + target.name() + ": " + workload.title());
                    results.add(measure(load, target, workload));
                }
            }
        }
        return results;
    }

    private static Result measure(Load load, Target target, Workload workload) {
        Duration before = Usage.cpu(target.hops());
        Measurement measured = load.run(target, workload.ask(), workload.clients(), workload.calls());
        Duration used = Usage.cpu(target.hops()).minus(before);
        return new Result(workload, target, measured, used.toNanos() / 1_000.0 / workload.calls());
    }

    /** The results as a table, each beside the first target's. */
    public static Table table(String title, List<Result> results) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Result each : results) {
            Result baseline = results.stream()
                    .filter(other -> other.workload().equals(each.workload()))
                    .findFirst()
                    .orElseThrow();
            rows.add(Table.row(
                    "workload", each.workload().title(),
                    "target", each.target().name(),
                    "p50 µs", each.measured().latencies().micros(0.5),
                    "p99 µs", each.measured().latencies().micros(0.99),
                    "added p50 µs", each.addedMicros(baseline, 0.5),
                    "added p99 µs", each.addedMicros(baseline, 0.99),
                    "first byte p50 µs", each.measured().firstBytes().micros(0.5),
                    "calls/s", each.measured().callsPerSecond(),
                    "CPU µs per call, all hops", each.cpuMicros()));
        }
        return new Table(title, rows);
    }
}
