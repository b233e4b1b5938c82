package dev.parley.benchmarks;

import java.net.URI;
import java.util.List;

/**
 * Something that answers the load.
 *
 * @param name as shown
 * @param base where it listens
 * @param hops the processes between the client and the node, whose CPU time is charged to the target
 */
record Target(String name, URI base, List<Long> hops) {}
