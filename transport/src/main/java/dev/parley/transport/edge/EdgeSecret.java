package dev.parley.transport.edge;

/**
 * What a service sends to prove which service it is: the header {@code X-Parley-Edge: <service>:<secret>}.
 *
 * @param service {@code gateway}, {@code router}, {@code orchestrator} or {@code ideas}
 * @param secret shared with the service that is called; at least 16 characters
 */
public record EdgeSecret(String service, String secret) {

    /** The header's name. */
    public static final String HEADER = "X-Parley-Edge";

    public EdgeSecret {
        if (secret.length() < 16) {
            throw new IllegalArgumentException(
                    "the edge secret of " + service + " has " + secret.length() + " characters (expected: >= 16)");
        }
    }

    /** The header's value. */
    public String headerValue() {
        return service + ":" + secret;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "EdgeSecret[" + service + "]";
    }
}
