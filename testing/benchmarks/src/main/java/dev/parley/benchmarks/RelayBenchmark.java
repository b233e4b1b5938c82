package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Every scenario against every target, in one run and in turns, so that a noisy machine is noisy for all. */
final class RelayBenchmark {

    private final List<Target> targets;
    private final List<Scenario> scenarios;
    private final Consumer<String> progress;

    RelayBenchmark(List<Target> targets, List<Scenario> scenarios, Consumer<String> progress) {
        this.targets = targets;
        this.scenarios = scenarios;
        this.progress = progress;
    }

    List<Row> run() {
        List<Row> rows = new ArrayList<>();
        try (Load load = new Load(Scenario.mostClients())) {
            for (Scenario scenario : scenarios) {
                targets.forEach(target -> {
                    progress.accept("warming " + target.name() + ": " + scenario.title());
                    measure(load, target, scenario);
                });
                targets.forEach(target -> {
                    progress.accept("measuring " + target.name() + ": " + scenario.title());
                    rows.add(measure(load, target, scenario));
                });
            }
        }
        return rows;
    }

    private static Row measure(Load load, Target target, Scenario scenario) {
        Duration before = CpuTime.of(target.hops());
        Measurement measurement =
                load.run(target, scenario.path(), scenario.body(), scenario.clients(), scenario.calls());
        Duration used = CpuTime.of(target.hops()).minus(before);
        return new Row(
                scenario.title(),
                target.name(),
                measurement.latencies().micros(0.5),
                measurement.latencies().micros(0.99),
                measurement.firstBytes().micros(0.5),
                measurement.callsPerSecond(),
                used.toNanos() / 1_000.0 / scenario.calls());
    }

    /**
     * One line of the report.
     *
     * @param p50 latency to the last byte in microseconds
     * @param p99 the same, which 99 of 100 calls do not exceed
     * @param firstByteP50 latency to the first byte in microseconds
     * @param cpuMicros CPU time of all hops per call, in microseconds
     */
    record Row(
            String scenario,
            String target,
            double p50,
            double p99,
            double firstByteP50,
            double callsPerSecond,
            double cpuMicros) {}
}
