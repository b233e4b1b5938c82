package dev.parley.localstack.stack;

import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.node.StackNode;
import java.net.URI;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A choice of nodes made concrete: names for all, addresses for the simulated ones. */
final class Nodes {

    private Nodes() {}

    static String inWords(NodeChoice choice) {
        Stream<String> invented = Stream.of(choice.simulated() + " simulated").filter(words -> choice.simulated() > 0);
        return Stream.concat(choice.urls().stream(), invented).collect(Collectors.joining(", "));
    }

    static List<StackNode> of(NodeChoice choice, ToIntFunction<String> port) {
        List<String> urls = choice.urls();
        Stream<StackNode> real = IntStream.range(0, urls.size())
                .mapToObj(index -> new StackNode("node-" + (index + 1), URI.create(urls.get(index)), false));
        Stream<StackNode> invented =
                IntStream.rangeClosed(1, choice.simulated()).mapToObj(number -> simulated("simulated-" + number, port));
        return Stream.concat(real, invented).toList();
    }

    private static StackNode simulated(String name, ToIntFunction<String> port) {
        return new StackNode(name, URI.create("http://127.0.0.1:" + port.applyAsInt(name)), true);
    }
}
