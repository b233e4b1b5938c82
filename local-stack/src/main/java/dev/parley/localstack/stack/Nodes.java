package dev.parley.localstack.stack;

import dev.parley.localstack.node.NodeChoice;
import dev.parley.localstack.node.StackNode;
import java.net.URI;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** A choice of nodes made concrete: names for all, addresses for the simulated ones. */
final class Nodes {

    private Nodes() {}

    static String inWords(NodeChoice choice) {
        if (choice instanceof NodeChoice.Simulated simulated) {
            return simulated.count() + " simulated";
        }
        return String.join(", ", urls(choice));
    }

    static List<StackNode> of(NodeChoice choice, ToIntFunction<String> port) {
        if (choice instanceof NodeChoice.Simulated simulated) {
            return IntStream.rangeClosed(1, simulated.count())
                    .mapToObj(number -> simulated("simulated-" + number, port))
                    .toList();
        }
        List<String> urls = urls(choice);
        return IntStream.range(0, urls.size())
                .mapToObj(index -> new StackNode("node-" + (index + 1), URI.create(urls.get(index)), false))
                .toList();
    }

    private static List<String> urls(NodeChoice choice) {
        return choice instanceof NodeChoice.Named named ? named.urls() : List.of(((NodeChoice.Found) choice).url());
    }

    private static StackNode simulated(String name, ToIntFunction<String> port) {
        return new StackNode(name, URI.create("http://127.0.0.1:" + port.applyAsInt(name)), true);
    }
}
