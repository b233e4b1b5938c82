package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.benchmarks.RelayBenchmark.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code identity}: what keys and limits add to a relayed call, beside the same call through a gateway that asks for none. */
@Command(
        name = "identity",
        description = "What a key, and a key with limits, add to a relayed call of 1 KB, beside the same call without.")
final class IdentityCommand implements Callable<Integer> {

    private static final List<Scenario> SCENARIOS = List.of(Scenario.SINGLE, Scenario.WHOLE);

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path scratch = Files.createTempDirectory("parley-bench");
        int slots = 4 * Scenario.mostClients();
        try (FastNode node = FastNode.start(slots);
                ParleyHops without = ParleyHops.start(node.url(), slots, scratch.resolve("without"));
                ParleyHops with =
                        ParleyHops.startWithKeys("a key without limits", node.url(), slots, scratch.resolve("with"))) {
            Target key = with.target();
            Target limited =
                    new Target("a key with four limits", key.base(), key.hops(), Optional.of(LimitedKey.of(key)));
            Target none = new Target(
                    "identity off", without.target().base(), without.target().hops());
            print(compared(new RelayBenchmark(List.of(none, key, limited), SCENARIOS, System.err::println).run()));
        }
        return 0;
    }

    /**
     * A row beside the first of its scenario.
     *
     * @param addedP50 in microseconds
     * @param addedP99 in microseconds
     */
    record Added(Row row, double addedP50, double addedP99) {}

    private static List<Added> compared(List<Row> rows) {
        List<Added> compared = new ArrayList<>();
        for (Row row : rows) {
            Row baseline = rows.stream()
                    .filter(other -> other.scenario().equals(row.scenario()))
                    .findFirst()
                    .orElseThrow();
            compared.add(new Added(row, row.p50() - baseline.p50(), row.p99() - baseline.p99()));
        }
        return compared;
    }

    private void print(List<Added> rows) throws IOException {
        if (json) {
            System.out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
            return;
        }
        System.out.println(
                "| scenario | target | p50 µs | p99 µs | added p50 µs | added p99 µs | calls/s | CPU µs per call, all hops |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        rows.forEach(added -> System.out.printf(
                "| %s | %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                added.row().scenario(),
                added.row().target(),
                added.row().p50(),
                added.row().p99(),
                added.addedP50(),
                added.addedP99(),
                added.row().callsPerSecond(),
                added.row().cpuMicros()));
    }
}
