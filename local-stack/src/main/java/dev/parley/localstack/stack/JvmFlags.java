package dev.parley.localstack.stack;

import java.util.List;

/** How the JVMs of a stack run: small, and quickly up, because six of them share one person's machine. */
final class JvmFlags {

    /** Measured at start and under load; a service that needs more than this on one machine has a leak. */
    static final List<String> SERVICE = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** Holds thousands of open streams in this. */
    static final List<String> SIMULATED_NODE = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private JvmFlags() {}
}
