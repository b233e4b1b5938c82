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
        Stream<String> keys = Stream.of("  keys   wanted of everybody: ./parley keys create hands them out")
                .filter(line -> status.key() != null);
        return Stream.of(up, keys, warning(status)).flatMap(lines -> lines).collect(Collectors.joining("\n"));
    }

    private static String node(StackStatus.Node node) {
        String state = node.state().equals("ready") ? "" : ", " + node.state();
        return "%s (%s%s)".formatted(node.name(), node.url(), state);
    }

    private static Stream<String> warning(StackStatus status) {
        List<String> invent = status.nodes().stream()
                .filter(StackStatus.Node::simulated)
                .map(StackStatus.Node::name)
                .toList();
        if (invent.isEmpty()) {
            return Stream.empty();
        }
        return boxed(invent.size() == status.nodes().size() ? SIMULATED : simulated(invent));
    }

    private static List<String> simulated(List<String> names) {
        return List.of("SIMULATED NODES among them: what %s says is INVENTED.".formatted(String.join(", ", names)));
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
