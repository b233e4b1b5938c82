package dev.parley.benchmarks.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Meets every fault with real requests: streamed and not, on Ollama's own surface and on OpenAI's. Nodes work in pairs, one
 * misbehaving and one well; pairs work side by side. The gateway must let the header {@code X-Parley-Node} pass, by which a
 * node is warmed up and proven well between two faults.
 */
public final class FaultTable {

    private final Call call;
    private final Limits limits;
    private final List<Pair> pairs = new ArrayList<>();

    /**
     * A table that is not filled yet.
     *
     * @param key what the gateway wants to see; empty if it asks for none
     * @param nodes an even number of simulated nodes of this gateway, used by nobody else meanwhile
     * @param limits as the gateway was configured
     */
    public FaultTable(URI gateway, Optional<String> key, List<AskedNode> nodes, Limits limits) {
        if (nodes.size() < 2 || nodes.size() % 2 != 0) {
            throw new IllegalArgumentException("nodes: " + nodes.size() + " (expected: an even number, 2 or more)");
        }
        this.call = new Call(gateway, key);
        this.limits = limits;
        for (int i = 0; i < nodes.size(); i += 2) {
            pairs.add(new Pair(call, new NodePort(nodes.get(i)), new NodePort(nodes.get(i + 1)), limits));
        }
    }

    /** Fills it. Takes about a minute with three pairs. @throws IllegalStateException if a node cannot be told to fail */
    public List<FaultRow> run() {
        Queue<FaultCase> cases = new ConcurrentLinkedQueue<>(FaultCases.all(limits));
        ExecutorService workers = Executors.newFixedThreadPool(pairs.size());
        try {
            List<Future<List<FaultRow>>> parts = pairs.stream()
                    .map(pair -> workers.submit(() -> pair.meetAll(cases)))
                    .toList();
            List<FaultRow> rows = new ArrayList<>();
            for (Future<List<FaultRow>> part : parts) {
                rows.addAll(part.get());
            }
            rows.sort(Comparator.comparing(FaultRow::fault).thenComparing(FaultRow::form));
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the table could not be filled: " + e.getCause(), e);
        } finally {
            workers.shutdownNow();
        }
    }
}
