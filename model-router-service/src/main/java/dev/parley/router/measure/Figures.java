package dev.parley.router.measure;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a model on a node now. Empty is what never was seen, or long ago.
 *
 * @param load to get it ready where it is not in memory
 * @param firstByte from asking to the first byte, where it is in memory
 * @param waited for a slot of the node, though our caps let the request in
 * @param service for which a request takes a place
 * @param tokensPerSecond generated, of one request
 * @param promptTokensPerSecond read, of one request
 */
public record Figures(
        Optional<Duration> load,
        Optional<Duration> firstByte,
        Optional<Duration> waited,
        Optional<Service> service,
        OptionalDouble tokensPerSecond,
        OptionalDouble promptTokensPerSecond) {

    /** Of a model that never answered there. */
    public static final Figures NONE = new Figures(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    /**
     * For how long a request takes a place.
     *
     * @param usual the mean
     * @param longest two spreads more: few take longer
     */
    public record Service(Duration usual, Duration longest) {}
}
