package dev.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.acceptance.stack.Stack;
import dev.parley.benchmarks.faults.AskedNode;
import dev.parley.benchmarks.faults.FaultRow;
import dev.parley.benchmarks.faults.FaultTable;
import dev.parley.benchmarks.faults.Limits;
import dev.parley.benchmarks.faults.TableText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every fault of a node, streamed and not, on both chat surfaces: what the client saw is never a lie, nor a hang. */
class FaultTableTest {

    private static final int NODES = 10;
    private static final Limits LIMITS = Limits.hasty();

    @Test
    void no_fault_of_a_node_becomes_a_lie_or_a_hang() {
        try (Stack stack = Stack.up(NODES, LIMITS.environment())) {
            List<AskedNode> nodes = stack.nodes().stream()
                    .map(node -> new AskedNode(node.name(), node.control()))
                    .toList();

            List<FaultRow> rows = new FaultTable(stack.gateway().base(), Optional.empty(), nodes, LIMITS).run();

            System.out.println(TableText.of(rows));
            assertThat(rows.stream().map(row -> row.fault().substring(0, 3)).collect(Collectors.toSet()))
                    .as("faults met")
                    .hasSize(34);
            assertThat(rows).filteredOn(row -> !row.good()).isEmpty();
        }
    }
}
