package dev.parley.benchmarks.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code faults}: the table of faults on a stack of its own; fails if a row is not as it should be. */
@Command(
        name = "faults",
        description = "Meets every fault of a node with real requests and says what client and nodes saw.")
public final class FaultsCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--pairs",
            defaultValue = "3",
            paramLabel = "N",
            description = "Pairs of nodes that work side by side (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Override
    public Integer call() throws IOException {
        List<FaultRow> rows;
        try (FaultHouse house = FaultHouse.start(2 * pairs)) {
            rows = house.table().run();
        }
        System.out.println(
                json
                        ? new ObjectMapper()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .writeValueAsString(rows)
                        : TableText.of(rows));
        return rows.stream().allMatch(FaultRow::good) ? 0 : 1;
    }
}
