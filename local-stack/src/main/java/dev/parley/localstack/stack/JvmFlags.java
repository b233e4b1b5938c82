package dev.parley.localstack.stack;

import java.util.List;

/** How the JVMs of a stack run: small, and quickly up, because six of them share one person's machine. */
final class JvmFlags {

    /**
     * Only the first compiler: a service is ready with 3.8 instead of 6.4 seconds of CPU. A call costs twice as much as it would
     * after some ten thousand, which a person's stack seldom sees (docs/performance.md). One collector thread for the same
     * reason. Memory: four times what a service holds after a conversation.
     */
    static final List<String> SERVICE = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Holds thousands of open streams in this. */
    static final List<String> SIMULATED_NODE = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private JvmFlags() {}
}
