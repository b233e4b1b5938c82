package dev.parley.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code relay}: the cost of the two hops, beside the node itself and beside nginx where it is installed. */
@Command(
        name = "relay",
        description = "What gateway and router add to a call, beside the node alone and beside plain nginx relays.")
final class RelayCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path scratch = Files.createTempDirectory("parley-bench");
        int slots = 4 * Scenario.mostClients();
        try (FastNode node = FastNode.start(slots);
                ParleyHops parley = ParleyHops.start(node.url(), slots, scratch.resolve("data"))) {
            List<Target> targets = new ArrayList<>();
            targets.add(new Target("direct", node.url(), List.of()));
            targets.add(parley.target());
            var nginx = NginxHops.start(node.url(), Files.createDirectory(scratch.resolve("nginx")));
            nginx.ifPresent(hops -> targets.add(hops.target()));
            try {
                print(new RelayBenchmark(targets, List.of(Scenario.values()), System.err::println).run());
            } finally {
                nginx.ifPresent(NginxHops::close);
            }
        }
        return 0;
    }

    private void print(List<RelayBenchmark.Row> rows) throws JsonProcessingException {
        if (json) {
            System.out.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rows));
            return;
        }
        System.out.println(
                "| scenario | target | p50 µs | p99 µs | first byte p50 µs | calls/s | CPU µs per call, all hops |");
        System.out.println("|---|---|---|---|---|---|---|");
        rows.forEach(row -> System.out.printf(
                "| %s | %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
                row.scenario(),
                row.target(),
                row.p50(),
                row.p99(),
                row.firstByteP50(),
                row.callsPerSecond(),
                row.cpuMicros()));
    }
}
