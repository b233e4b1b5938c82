package dev.parley.benchmarks.faults;

import java.time.Duration;
import java.util.Map;

/**
 * How long the gateway under test lets a node be silent, as it was configured.
 *
 * @param firstByte before the first byte, streamed or not, warm or cold
 * @param stall between two bytes
 * @param slack what the rest of a call may take: the answer itself, and a machine with other work
 */
public record Limits(Duration firstByte, Duration stall, Duration slack) {

    /** Silences so short that the whole table takes about a minute. */
    public static Limits hasty() {
        return new Limits(Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofMillis(2_500));
    }

    /** The environment of a stack with these limits, on which the table can be filled. */
    public Map<String, String> environment() {
        return Map.of(
                "GATEWAY_RELAY_PASS_HEADERS",
                "X-Parley-Node",
                "ROUTER_PROBE_INTERVAL",
                "500ms",
                "ROUTER_RELAY_SILENCE_WARM",
                millis(firstByte),
                "ROUTER_RELAY_SILENCE_COLD",
                millis(firstByte),
                "ROUTER_RELAY_SILENCE_WHOLE",
                millis(firstByte),
                "ROUTER_RELAY_SILENCE_STALL",
                millis(stall));
    }

    private static String millis(Duration time) {
        return time.toMillis() + "ms";
    }
}
