package dev.parley.benchmarks.unequal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.benchmarks.house.SimulatedNode;
import dev.parley.benchmarks.load.Distribution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long one node had nothing to do while jobs waited, by what it noted itself. A load is something to do.
 *
 * @param nanos each time, from the end of what it did last to its next request; until the last job of all began
 */
record Idleness(List<Long> nanos) {

    /** One stretch of work, from its arrival to its end. */
    private record Work(Instant from, Instant to) {}

    /** Of every one of these nodes. */
    static List<Idleness> of(List<SimulatedNode> nodes) {
        List<List<Work>> all = nodes.stream().map(Idleness::work).toList();
        Instant first = all.stream()
                .flatMap(List::stream)
                .map(Work::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = all.stream()
                .flatMap(List::stream)
                .map(Work::from)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return all.stream().map(work -> between(work, first, last)).toList();
    }

    private static List<Work> work(SimulatedNode node) {
        return node.requests().stream()
                .filter(request -> request.path("path").asText().equals("/api/generate"))
                .map(request -> new Work(at(request, "received_at"), at(request, "ended_at")))
                .sorted(Comparator.comparing(Work::from))
                .toList();
    }

    private static Instant at(JsonNode request, String field) {
        return Instant.parse(request.path(field).asText());
    }

    private static Idleness between(List<Work> work, Instant first, Instant last) {
        List<Long> nanos = new ArrayList<>();
        Instant free = first;
        for (Work next : work) {
            if (next.from().isAfter(free)) {
                nanos.add(Duration.between(free, next.from()).toNanos());
            }
            free = next.to().isAfter(free) ? next.to() : free;
        }
        if (last.isAfter(free)) {
            nanos.add(Duration.between(free, last).toNanos());
        }
        return new Idleness(nanos);
    }

    double seconds() {
        return nanos.stream().mapToLong(Long::longValue).sum() / 1e9;
    }

    /** Milliseconds of the one of them that this part of them is no longer than. */
    double millis(double part) {
        return nanos.isEmpty() ? 0 : Distribution.of(nanos).millis(part);
    }
}
