package dev.parley.benchmarks.load;

/**
 * What one load on one target gave.
 *
 * @param latencies per call, to the last byte of the answer
 * @param firstBytes per call, to the first byte of the answer's body
 * @param seconds the whole load took
 */
public record Measurement(Distribution latencies, Distribution firstBytes, double seconds) {

    public double callsPerSecond() {
        return latencies.nanos().length / seconds;
    }
}
