package dev.parley.router.node;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A node's name: what callers, logs and metrics see in place of its address.
 *
 * @param value 1..63 of a-z, 0-9, dot, dash and underscore
 */
public record NodeId(String value) implements Comparable<NodeId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    public NodeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("node: " + value + " (expected: 1..63 of a-z, 0-9, '.', '_' and '-')");
        }
    }

    /** Reads a name; empty if it is none. */
    public static Optional<NodeId> parse(String name) {
        return Optional.of(name).filter(FORM.asMatchPredicate()).map(NodeId::new);
    }

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
