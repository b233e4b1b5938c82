package dev.parley.benchmarks.house;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Something that answers the load.
 *
 * @param name as shown
 * @param base where it listens
 * @param hops the processes between the client and the node, whose CPU time is charged to the target
 * @param key shown with every call; empty where nobody asks for one
 */
public record Target(String name, URI base, List<Long> hops, Optional<String> key) {

    /** One that asks for no key. */
    public Target(String name, URI base, List<Long> hops) {
        this(name, base, hops, Optional.empty());
    }

    /** A node itself, without anything between. */
    public static Target direct(URI node) {
        return new Target("direct", node, List.of());
    }

    /** The same, under another name and with another key. */
    public Target as(String name, Optional<String> key) {
        return new Target(name, base, hops, key);
    }
}
