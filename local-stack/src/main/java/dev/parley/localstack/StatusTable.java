package dev.parley.localstack;

import dev.parley.protocol.stack.StackStatus;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a stack stands, for people. */
final class StatusTable {

    private StatusTable() {}

    static String of(StackStatus status) {
        Stream<String> services = status.services().stream()
                .map(service -> row(
                        service.name(),
                        service.pid() == 0 ? "down" : service.ready() ? "ready" : "not ready",
                        service.pid(),
                        service.url()));
        Stream<String> stores = Stream.of(store("postgres", status.postgres()), store("redis", status.redis()));
        Stream<String> nodes = status.nodes().stream()
                .map(node -> row(
                        node.name(),
                        node.simulated() && node.pid() == null ? "down" : node.state(),
                        node.pid() == null ? 0 : node.pid(),
                        node.url() + (node.simulated() ? "   SIMULATED: answers are invented" : "")));
        Stream<String> head = Stream.of("gateway %s   data %s".formatted(status.gateway(), status.data()));
        return Stream.of(head, services, stores, nodes).flatMap(rows -> rows).collect(Collectors.joining("\n"));
    }

    private static String store(String name, StackStatus.Store store) {
        return row(name, store.pid() == 0 ? "down" : "running", store.pid(), store.url());
    }

    private static String row(String name, String state, long pid, String url) {
        return "  %-13s %-10s %8s   %s".formatted(name, state, pid == 0 ? "-" : Long.toString(pid), url);
    }
}
