package dev.parley.localstack;

import dev.parley.protocol.stack.StackStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person is told when the stack is up. */
final class Summary {

    private Summary() {}

    static String of(StackStatus status) {
        Stream<String> up = Stream.of(
                "Parley is up: " + status.gateway(),
                "  page   " + status.gateway() + "/ui/",
                "  nodes  " + status.nodes().stream().map(Summary::node).collect(Collectors.joining(", ")),
                "  data   " + status.data());
        return Stream.concat(up, warning(status)).collect(Collectors.joining("\n"));
    }

    private static String node(StackStatus.Node node) {
        String state = node.state().equals("ready") ? "" : ", " + node.state();
        return "%s (%s%s)".formatted(node.name(), node.url(), state);
    }

    private static Stream<String> warning(StackStatus status) {
        boolean invented = status.nodes().stream().anyMatch(StackStatus.Node::simulated);
        return invented ? boxed(SIMULATED) : Stream.empty();
    }

    private static final List<String> SIMULATED = List.of(
            "SIMULATED NODES: every answer is INVENTED, no model is at work.",
            "For real answers start Ollama with a model, then:",
            "    ./parley up -d --node http://127.0.0.1:11434");

    private static Stream<String> boxed(List<String> lines) {
        int width = lines.stream().mapToInt(String::length).max().orElse(0);
        String edge = "!".repeat(width + 6);
        Stream<String> inside = lines.stream().map(line -> "!! " + line + " ".repeat(width - line.length()) + " !!");
        return Stream.of(Stream.of(edge), inside, Stream.of(edge)).flatMap(part -> part);
    }
}
