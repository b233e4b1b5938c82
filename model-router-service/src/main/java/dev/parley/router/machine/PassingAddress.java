package dev.parley.router.machine;

import dev.parley.router.node.NodeId;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that a caller may name in place of a node: an IPv4 literal and a port. Its node's name holds both, so that who
 * kept only the name finds it again.
 *
 * @param literal four decimal numbers
 * @param port 1 to 65535
 */
record PassingAddress(String literal, int port) {

    /** Where an Ollama listens unless told otherwise. */
    static final int OLLAMA_PORT = 11_434;

    private static final Pattern WRITTEN = Pattern.compile("([\\d.]+)(?::(\\d{1,5}))?");
    private static final Pattern NAMED = Pattern.compile("at-(\\d+)-(\\d+)-(\\d+)-(\\d+)-(\\d{1,5})");

    /** Reads {@code 10.0.0.5:11434}, or without a port; empty for names and everything else. */
    static Optional<PassingAddress> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int port = parts.group(2) == null ? OLLAMA_PORT : Integer.parseInt(parts.group(2));
        return valid(parts.group(1), port);
    }

    /** Reads it back from its node's name; empty for all other names. */
    static Optional<PassingAddress> of(NodeId id) {
        Matcher parts = NAMED.matcher(id.value());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String literal = String.join(".", parts.group(1), parts.group(2), parts.group(3), parts.group(4));
        return valid(literal, Integer.parseInt(parts.group(5)))
                .filter(address -> address.node().equals(id));
    }

    NodeId node() {
        return new NodeId("at-" + literal.replace('.', '-') + "-" + port);
    }

    URI url() {
        return URI.create("http://" + literal + ":" + port);
    }

    boolean isIn(AddressRange range) {
        return AddressRange.address(literal).filter(range::contains).isPresent();
    }

    private static Optional<PassingAddress> valid(String literal, int port) {
        boolean isAddress = AddressRange.address(literal).isPresent() && port >= 1 && port <= 65_535;
        return isAddress ? Optional.of(new PassingAddress(literal, port)) : Optional.empty();
    }
}
